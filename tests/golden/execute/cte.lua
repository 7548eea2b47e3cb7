local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer), sa.column("s", sa.String))
local c = sa.select(t.c.a):where(t.c.s:eq("x")):cte("c")
op.execute(sa.select(c.c.a))
op.execute(t:delete():where(t.c.a:in_(sa.select(c.c.a))))
