-- capitalise names
--
-- Revision ID: 5eed00000002
-- Revises: 5eed00000001
-- Create Date: 2026-04-02 09:00:00.000000
--
-- Reads each row and writes it back in its new form; a loop sees the rows as they were when it began.

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "5eed00000002"
down_revision = "5eed00000001"
branch_labels = nil
depends_on = nil

local users = sa.table("users", sa.column("id", sa.Integer()), sa.column("full_name", sa.String(120)))

-- "flann o'brien" -> "Flann O'Brien"
local function capitalised(name)
  return (name:lower():gsub("%f[%a]%a", string.upper))
end

function upgrade()
  local conn = op.get_bind()
  for row in conn:execute(sa.select(users.c.id, users.c.full_name)) do
    conn:execute(users:update():where(users.c.id:eq(row.id)):values{ full_name = capitalised(row.full_name) })
  end
end

-- How the names were written before is not known any more.
function downgrade() end
