-- daily totals
--
-- Revision ID: 4ac0ffee000a
-- Revises: f6c0ffee0006
-- Create Date: 2026-03-04 15:20:50.117406
--
-- Made beside the work on cup sizes. Reads every log once and writes one row for each user and day; printed (--sql) there
-- are no rows to read, so the same is said as one statement.

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "4ac0ffee000a"
down_revision = "f6c0ffee0006"
branch_labels = "totals"
depends_on = nil

local logs = sa.table("coffee_logs",
  sa.column("user_id", sa.Integer()), sa.column("cups", sa.Integer()), sa.column("logged_at", sa.DateTime()))
local totals = sa.table("daily_totals",
  sa.column("user_id", sa.Integer()), sa.column("day", sa.Date()), sa.column("cups", sa.Integer()))

local function fill_by_rows()
  local conn = op.get_bind()
  local total = nil
  local function write()
    if total then conn:execute(totals:insert():values(total)) end
  end
  -- Ordered, so that a total is complete when the next user or day begins: only one is kept in memory.
  local sorted = sa.select(logs.c.user_id, logs.c.cups, logs.c.logged_at):order_by(logs.c.user_id, logs.c.logged_at)
  for row in conn:execute(sorted) do
    local day = row.logged_at:sub(1, 10)
    if not total or total.user_id ~= row.user_id or total.day ~= day then
      write()
      total = { user_id = row.user_id, day = day, cups = 0 }
    end
    total.cups = total.cups + row.cups
  end
  write()
end

local function fill_by_statement(dialect)
  local day = dialect == "sqlite" and "date(logged_at)" or "CAST(logged_at AS DATE)"
  op.execute("INSERT INTO daily_totals (user_id, day, cups) SELECT user_id, " .. day
    .. ", sum(cups) FROM coffee_logs GROUP BY user_id, " .. day)
end

function upgrade()
  op.create_table("daily_totals",
    sa.Column("user_id", sa.Integer(), { nullable = false }),
    sa.Column("day", sa.Date(), { nullable = false }),
    sa.Column("cups", sa.Integer(), { nullable = false }),
    sa.PrimaryKeyConstraint("user_id", "day", { name = "pk_daily_totals" }))
  local context = op.get_context()
  if context.as_sql then
    fill_by_statement(context.dialect.name)
  else
    fill_by_rows()
  end
end

function downgrade()
  op.drop_table("daily_totals")
end
