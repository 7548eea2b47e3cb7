-- countries from a file
--
-- Revision ID: 5eed00000005
-- Revises: 5eed00000004
-- Create Date: 2026-04-05 09:00:00.000000
--
-- The file lies beside the scripts. Scripts may read files; writing needs allow_unsafe_lua.

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "5eed00000005"
down_revision = "5eed00000004"
branch_labels = nil
depends_on = nil

-- The fields of a line: a, "b, c", "say ""d""".
local function fields(line)
  local list = {}
  local at = 1
  while at <= #line + 1 do
    local text, next_at
    if line:sub(at, at) == '"' then
      local quoted, after = line:match('^"(.-)"()%f[,%z]', at)
      text, next_at = quoted:gsub('""', '"'), after + 1
    else
      text, next_at = line:match("^([^,]*)()", at)
      next_at = next_at + 1
    end
    list[#list + 1] = text
    at = next_at
  end
  return list
end

local function read_csv(path)
  local names, rows
  for line in io.lines(path) do
    if not names then
      names, rows = fields(line), {}
    else
      local row = {}
      for i, text in ipairs(fields(line)) do row[names[i]] = text ~= "" and text or sa.NULL end
      rows[#rows + 1] = row
    end
  end
  return rows
end

function upgrade()
  local countries = op.create_table("countries",
    sa.Column("code", sa.String(2), { primary_key = true }),
    sa.Column("name", sa.String(80), { nullable = false }),
    sa.Column("population", sa.BigInteger()))
  local folder = op.get_context().config:get_main_option("script_location")
  op.bulk_insert(countries, read_csv(folder .. "/data/countries.csv"))
end

function downgrade()
  op.drop_table("countries")
end
