local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.Integer), sa.column("n", sa.Integer), { schema = "s" })
op.batch_update(t, { set = { n = t.c.n + 1, b = sa.NULL }, where = t.c.n:gt(3), key = { "a", "b2" }, sleep = 0.5, progress = false })
