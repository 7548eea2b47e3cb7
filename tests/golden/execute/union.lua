local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer))
local o = sa.table("o", sa.column("b", sa.Integer))
op.execute(sa.select(t.c.a):union_all(sa.select(o.c.b)))
