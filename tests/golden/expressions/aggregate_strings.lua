local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("name", sa.Text))
op.execute(sa.select(sa.func.aggregate_strings(t.c.name, ", ")))
