-- size of a cup: add the column
--
-- Revision ID: 17c0ffee0007
-- Revises: f6c0ffee0006
-- Create Date: 2026-03-02 08:55:18.271940
--
-- First of three: the column is nullable, so the service that is running can go on inserting without it.

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "17c0ffee0007"
down_revision = "f6c0ffee0006"
branch_labels = "sizes"
depends_on = nil

function upgrade()
  op.add_column("coffee_logs", sa.Column("size_ml", sa.Integer()))
end

function downgrade()
  op.drop_column("coffee_logs", "size_ml")
end
