local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer))
op.execute(t:update():values({ a = sa.cast("5", sa.Integer) }))
op.execute(sa.select((sa.cast(t.c.a, sa.String) + "x")))
