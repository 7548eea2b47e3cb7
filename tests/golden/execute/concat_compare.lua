local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.String), sa.column("b", sa.String))
op.execute(t:delete():where(t.c.a:concat("x"):eq("y")))
op.execute(t:delete():where((t.c.a + t.c.b):eq("y")))
op.execute(t:update():values({ a = ((t.c.a + "-") + t.c.b) }))
