-- label of tickets
--
-- Revision ID: 5eed00000004
-- Revises: 5eed00000003
-- Create Date: 2026-04-04 09:00:00.000000
--
-- Several values at once: one UPDATE with a CASE. The table may be large, so it is walked in steps.

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "5eed00000004"
down_revision = "5eed00000003"
branch_labels = nil
depends_on = nil

local tickets = sa.table("tickets",
  sa.column("id", sa.Integer()), sa.column("status", sa.String(20)), sa.column("priority", sa.Integer()), sa.column("label", sa.Text()))
local c = tickets.c

function upgrade()
  op.add_column("tickets", sa.Column("label", sa.Text()))
  op.execute(tickets:update():values{
    label = sa.case({ c.priority:eq(1), "urgent" }, { c.priority:lt(5), "normal" }, { else_ = "whenever" }),
  })
  op.batch_update(tickets, {
    set = { status = sa.case({ open = "waiting", closed = "done" }, { value = c.status, else_ = c.status }) },
    where = c.status:is_not_null(),
    batch_size = 2,
  })
end

function downgrade()
  op.execute(tickets:update():values{
    status = sa.case({ waiting = "open", done = "closed" }, { value = c.status, else_ = c.status }),
  })
  op.drop_column("tickets", "label")
end
