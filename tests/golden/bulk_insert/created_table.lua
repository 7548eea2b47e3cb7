local op = require "op"
local sa = require "sa"

local t = op.create_table("account",
  sa.Column("id", sa.Integer(), { primary_key = true }),
  sa.Column("name", sa.String(50)))
op.bulk_insert(t, { { id = 1, name = "x" } })
