-- create invoices
--
-- Revision ID: a1b2c3d40002
-- Revises: a1b2c3d40001
-- Create Date: 2026-03-05 14:40:00.000000

local op = require "op"
local sa = require "sa"

revision = "a1b2c3d40002"
down_revision = "a1b2c3d40001"
branch_labels = nil
depends_on = nil

function upgrade()
  op.create_table("invoices",
    sa.Column("id", sa.Integer(), { nullable = false }),
    sa.Column("user_id", sa.Integer(), { nullable = false }),
    sa.Column("cents", sa.BigInteger(), { nullable = false }),
    sa.ForeignKeyConstraint({ "user_id" }, { "users.id" }, { name = op.f("fk_invoices_user_id_users") }),
    sa.PrimaryKeyConstraint("id", { name = op.f("pk_invoices") }))
  op.create_index(op.f("ix_invoices_user_id"), "invoices", { "user_id" })
end

function downgrade()
  op.drop_index(op.f("ix_invoices_user_id"), "invoices")
  op.drop_table("invoices")
end
