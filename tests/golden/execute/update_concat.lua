local op = require "op"
local sa = require "sa"

local t = sa.table("account", sa.column("a", sa.String), sa.column("b", sa.String))
op.execute(t:update():values({ a = t.c.a:concat("x"):concat(t.c.b) }))
