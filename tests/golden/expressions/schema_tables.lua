local op = require "op"
local sa = require "sa"
local t = sa.table("t", sa.column("x", sa.Integer), { schema = "s" })
op.execute(t:update():values{ x = t.c.x + 1 }:where(t.c.x:gt(0)))
op.execute(sa.select(t.c.x))
op.execute(t:insert():values{ x = 1 })
