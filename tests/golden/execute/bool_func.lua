local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer), sa.column("f", sa.Boolean))
op.execute(t:update():values({ f = t.c.a:gt(5) }))
op.execute(t:update():values({ f = sa.not_(t.c.f) }))
op.execute(sa.select(t.c.f, t.c.a:eq(1)))
