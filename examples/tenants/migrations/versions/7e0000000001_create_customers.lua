-- create customers
--
-- Revision ID: 7e0000000001
-- Revises:
-- Create Date: 2026-03-02 09:15:00.000000

local op = require "op"
local sa = require "sa"

revision = "7e0000000001"
down_revision = nil
branch_labels = nil
depends_on = nil

function upgrade()
  op.create_table("customers",
    sa.Column("id", sa.Integer(), { nullable = false }),
    sa.Column("name", sa.String(80), { nullable = false }),
    sa.PrimaryKeyConstraint("id", { name = "pk_customers" }))
end

function downgrade()
  op.drop_table("customers")
end
