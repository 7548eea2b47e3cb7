-- email of customers
--
-- Revision ID: 7e0000000002
-- Revises: 7e0000000001
-- Create Date: 2026-03-09 14:02:11.000000

local op = require "op"
local sa = require "sa"

revision = "7e0000000002"
down_revision = "7e0000000001"
branch_labels = nil
depends_on = nil

function upgrade()
  op.add_column("customers", sa.Column("email", sa.String(120)))
  op.create_index("ix_customers_email", "customers", { "email" })
end

function downgrade()
  op.drop_index("ix_customers_email", "customers")
  op.drop_column("customers", "email")
end
