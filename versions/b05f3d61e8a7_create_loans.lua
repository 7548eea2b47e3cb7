-- create loans
--
-- Revision ID: b05f3d61e8a7
-- Revises: 9e24d80b7c15
-- Create Date: 2026-01-12 18:45:30.067721

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "b05f3d61e8a7"
down_revision = "9e24d80b7c15"
branch_labels = nil
depends_on = nil

function upgrade()
  op.create_table("loans",
    sa.Column("id", sa.Integer(), { primary_key = true }),
    sa.Column("book_id", sa.Integer(), sa.ForeignKey("books.id", { name = "fk_loans_book_id" }), { nullable = false }),
    sa.Column("reader", sa.String(120), { nullable = false }),
    sa.Column("lent_on", sa.Date(), { nullable = false }),
    sa.Column("returned_on", sa.Date()),
    sa.CheckConstraint("returned_on IS NULL OR returned_on >= lent_on", { name = "ck_loans_returned_after_lent" }))
  op.create_index("ix_loans_reader", "loans", { "reader" })
end

function downgrade()
  op.drop_table("loans")
end
