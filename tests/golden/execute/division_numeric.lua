local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Numeric(10, 2)), sa.column("b", sa.Float), sa.column("c", sa.Integer))
op.execute(t:update():values({ a = (t.c.a / t.c.c) }))
op.execute(t:update():values({ a = (t.c.c / t.c.a) }))
op.execute(t:update():values({ a = (t.c.c / t.c.b) }))
op.execute(t:update():values({ b = (t.c.c / 2.5) }))
