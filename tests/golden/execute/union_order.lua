local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer))
local o = sa.table("o", sa.column("a", sa.Integer))
op.execute(sa.select(t.c.a):union(sa.select(o.c.a)):order_by("a"):limit(3))
op.execute(sa.union_all(sa.select(t.c.a), sa.select(o.c.a)))
