-- priority of tickets
--
-- Revision ID: 5eed00000003
-- Revises: 5eed00000002
-- Create Date: 2026-04-03 09:00:00.000000
--
-- A lookup table in Lua, and one UPDATE for each entry: works online and printed.

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "5eed00000003"
down_revision = "5eed00000002"
branch_labels = nil
depends_on = nil

local tickets = sa.table("tickets", sa.column("status", sa.String(20)), sa.column("priority", sa.Integer()))
local priority_of = { { "outage", 1 }, { "open", 2 }, { "closed", 9 } }

function upgrade()
  op.add_column("tickets", sa.Column("priority", sa.Integer()))
  for _, entry in ipairs(priority_of) do
    op.execute(tickets:update():where(tickets.c.status:eq(entry[1])):values{ priority = entry[2] })
  end
  op.execute(tickets:update():where(tickets.c.priority:is_null()):values{ priority = 5 })
  op.batch_alter_table("tickets", function(batch)
    batch.alter_column("priority", { existing_type = sa.Integer(), nullable = false })
  end)
end

function downgrade()
  op.drop_column("tickets", "priority")
end
