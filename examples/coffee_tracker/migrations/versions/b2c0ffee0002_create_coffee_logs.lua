-- create coffee logs
--
-- Revision ID: b2c0ffee0002
-- Revises: a1c0ffee0001
-- Create Date: 2026-02-02 08:21:40.551097

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "b2c0ffee0002"
down_revision = "a1c0ffee0001"
branch_labels = nil
depends_on = nil

function upgrade()
  op.create_table("coffee_logs",
    sa.Column("id", sa.Integer(), { primary_key = true }),
    sa.Column("user_id", sa.Integer(), { nullable = false }),
    sa.Column("drink", sa.String(60), { nullable = false }),
    sa.Column("cups", sa.Integer(), { nullable = false, server_default = "1" }),
    sa.Column("logged_at", sa.DateTime(), { nullable = false }))
end

function downgrade()
  op.drop_table("coffee_logs")
end
