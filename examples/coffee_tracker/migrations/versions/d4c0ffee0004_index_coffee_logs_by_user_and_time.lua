-- index coffee logs by user and time
--
-- Revision ID: d4c0ffee0004
-- Revises: c3c0ffee0003
-- Create Date: 2026-02-11 17:30:02.918264

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "d4c0ffee0004"
down_revision = "c3c0ffee0003"
branch_labels = nil
depends_on = nil

function upgrade()
  op.create_index("ix_coffee_logs_user_id_logged_at", "coffee_logs", { "user_id", "logged_at" })
end

function downgrade()
  op.drop_index("ix_coffee_logs_user_id_logged_at", "coffee_logs")
end
