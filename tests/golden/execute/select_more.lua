local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer), sa.column("s", sa.String))
local o = sa.table("o", sa.column("a", sa.Integer))
op.execute(sa.select(t):where(t.c.a:gt(1)))
op.execute(sa.select(t.c.a):where(t.c.a:in_(sa.select(o.c.a))))
op.execute(sa.select(t.c.a):order_by(t.c.a:desc(), t.c.s:asc()))
op.execute(sa.select(t.c.a):order_by(t.c.a:desc():nulls_last()))
op.execute(sa.select(t.c.a):group_by(t.c.a):having(sa.func.count(t.c.s):gt(1)))
op.execute(sa.select(t.c.a):join(o, o.c.a:eq(t.c.a), { isouter = true }))
op.execute(sa.select(t.c.a, o.c.a):where(t.c.a:eq(o.c.a)))
op.execute(sa.select(sa.distinct(t.c.a)))
op.execute(sa.select(sa.func.count(sa.distinct(t.c.a))))
