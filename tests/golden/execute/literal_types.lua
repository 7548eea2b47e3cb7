local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer))
op.execute(sa.select(sa.literal(5), sa.literal("x"):label("s"), sa.literal(true):label("b"), sa.null():label("n"), sa.literal(1.5):label("f")))
