-- users and tickets
--
-- Revision ID: 5eed00000001
-- Revises: 
-- Create Date: 2026-04-01 09:00:00.000000

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "5eed00000001"
down_revision = nil
branch_labels = nil
depends_on = nil

function upgrade()
  local users = op.create_table("users",
    sa.Column("id", sa.Integer(), { primary_key = true }),
    sa.Column("full_name", sa.String(120), { nullable = false }),
    sa.Column("active", sa.Boolean(), { nullable = false, server_default = sa.true_() }))
  local tickets = op.create_table("tickets",
    sa.Column("id", sa.Integer(), { primary_key = true }),
    sa.Column("title", sa.Text(), { nullable = false }),
    sa.Column("status", sa.String(20)))
  op.bulk_insert(users, {
    { id = 1, full_name = "ada lovelace", active = true },
    { id = 2, full_name = "GRACE HOPPER", active = true },
    { id = 3, full_name = "flann o'brien", active = false },
  })
  op.bulk_insert(tickets, {
    { id = 1, title = "Nothing works", status = "outage" },
    { id = 2, title = "It is slow", status = "open" },
    { id = 3, title = "Thank you", status = "closed" },
    { id = 4, title = "Lost in the mail", status = sa.NULL },
  })
end

function downgrade()
  op.drop_table("tickets")
  op.drop_table("users")
end
