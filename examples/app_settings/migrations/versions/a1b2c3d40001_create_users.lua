-- create users
--
-- Revision ID: a1b2c3d40001
-- Revises:
-- Create Date: 2026-03-02 09:15:00.000000

local op = require "op"
local sa = require "sa"

revision = "a1b2c3d40001"
down_revision = nil
branch_labels = nil
depends_on = nil

function upgrade()
  op.create_table("users",
    sa.Column("id", sa.Integer(), { nullable = false }),
    sa.Column("email", sa.String(200), { nullable = false }),
    sa.PrimaryKeyConstraint("id", { name = op.f("pk_users") }),
    sa.UniqueConstraint("email", { name = op.f("uq_users_email") }))
end

function downgrade()
  op.drop_table("users")
end
