local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer), sa.column("f", sa.Boolean))
op.execute(t:update():values({ a = sa.case({ t.c.f, 1 }) }))
op.execute(t:update():values({ a = sa.case({ sa.and_(t.c.a:gt(1), t.c.a:lt(5)), (t.c.a + 1) }, { else_ = t.c.a }) }))
