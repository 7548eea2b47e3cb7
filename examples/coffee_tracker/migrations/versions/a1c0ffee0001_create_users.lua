-- create users
--
-- Revision ID: a1c0ffee0001
-- Revises:
-- Create Date: 2026-02-02 08:00:12.102233

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "a1c0ffee0001"
down_revision = nil
branch_labels = nil
depends_on = nil

function upgrade()
  op.create_table("users",
    sa.Column("id", sa.Integer(), { primary_key = true }),
    sa.Column("email", sa.String(255), { nullable = false }),
    sa.Column("full_name", sa.String(120), { nullable = false }),
    sa.Column("created_at", sa.DateTime(), { nullable = false, server_default = sa.func.current_timestamp() }),
    sa.UniqueConstraint("email", { name = "uq_users_email" }))
end

function downgrade()
  op.drop_table("users")
end
