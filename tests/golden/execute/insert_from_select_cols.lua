local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.Integer))
op.execute(t:insert():from_select({ "a", "b" }, sa.select(t.c.b, sa.literal(5))))
