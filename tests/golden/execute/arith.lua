local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.Integer))
op.execute(t:update():values({ a = (((t.c.a + 1) * 2) - t.c.b) }))
op.execute(t:update():values({ a = (t.c.a * (t.c.b + 1)) }))
op.execute(t:update():values({ a = -t.c.a }))
op.execute(t:update():values({ a = (t.c.a - (t.c.b - 1)) }))
op.execute(t:update():values({ a = ((t.c.a / 2) * 3) }))
op.execute(t:update():values({ a = ((t.c.a % 3) + 1) }))
