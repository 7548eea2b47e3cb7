-- create authors and books
--
-- Revision ID: 3b1f60c2a9d4
-- Revises:
-- Create Date: 2026-01-05 09:12:44.118302

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "3b1f60c2a9d4"
down_revision = nil
branch_labels = nil
depends_on = nil

function upgrade()
  op.create_table("authors",
    sa.Column("id", sa.Integer(), { primary_key = true }),
    sa.Column("name", sa.String(120), { nullable = false }),
    sa.Column("born", sa.Date()),
    sa.UniqueConstraint("name", { name = "uq_authors_name" }))

  op.create_table("books",
    sa.Column("id", sa.Integer(), { primary_key = true }),
    sa.Column("title", sa.String(200), { nullable = false }),
    sa.Column("author", sa.String(120), { nullable = false }),
    sa.Column("pages", sa.Integer()),
    sa.Column("added_at", sa.DateTime(), { server_default = sa.func.current_timestamp(), nullable = false }))
end

function downgrade()
  op.drop_table("books")
  op.drop_table("authors")
end
