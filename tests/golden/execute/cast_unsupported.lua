local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("s", sa.String))
op.execute(sa.select(sa.cast(t.c.s, sa.Float):label("a"), sa.cast(t.c.s, sa.Boolean):label("b")))
