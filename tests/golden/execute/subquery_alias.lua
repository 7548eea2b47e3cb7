local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer), sa.column("s", sa.String))
local u = t:alias("u")
local q = sa.select(t.c.a):where(t.c.s:eq("x")):subquery("q")
op.execute(sa.select(u.c.a):where(u.c.s:eq("x")))
op.execute(sa.select(q.c.a))
op.execute(t:delete():where(t.c.a:in_(sa.select(q.c.a))))
