-- first names of users
--
-- Revision ID: 6cc0ffee000c
-- Revises: 5bc0ffee000b
-- Create Date: 2026-03-09 13:08:16.524479
--
-- Reads and rewrites each user; the full name stays, so that going back loses nothing.

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "6cc0ffee000c"
down_revision = "5bc0ffee000b"
branch_labels = nil
depends_on = nil

local users = sa.table("users",
  sa.column("id", sa.Integer()), sa.column("full_name", sa.String(120)), sa.column("first_name", sa.String(120)))

local function fill_by_rows()
  local conn = op.get_bind()
  for row in conn:execute(sa.select(users.c.id, users.c.full_name)) do
    local first = row.full_name:match "^%S+"
    if first then conn:execute(users:update():where(users.c.id:eq(row.id)):values{ first_name = first }) end
  end
end

local function fill_by_statement(dialect)
  local space = dialect == "sqlite" and "instr(full_name || ' ', ' ')" or "strpos(full_name || ' ', ' ')"
  op.execute("UPDATE users SET first_name = substr(full_name, 1, " .. space .. " - 1)")
end

function upgrade()
  op.add_column("users", sa.Column("first_name", sa.String(120)))
  local context = op.get_context()
  if context.as_sql then
    fill_by_statement(context.dialect.name)
  else
    fill_by_rows()
  end
end

function downgrade()
  op.drop_column("users", "first_name")
end
