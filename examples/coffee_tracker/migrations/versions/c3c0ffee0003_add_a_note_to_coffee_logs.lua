-- add a note to coffee logs
--
-- Revision ID: c3c0ffee0003
-- Revises: b2c0ffee0002
-- Create Date: 2026-02-09 10:04:55.300718

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "c3c0ffee0003"
down_revision = "b2c0ffee0002"
branch_labels = nil
depends_on = nil

function upgrade()
  op.add_column("coffee_logs", sa.Column("note", sa.Text()))
end

function downgrade()
  op.drop_column("coffee_logs", "note")
end
