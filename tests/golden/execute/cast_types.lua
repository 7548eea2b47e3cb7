local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("s", sa.String))
op.execute(sa.select(sa.cast(t.c.s, sa.Numeric(10, 2)):label("a"), sa.cast(t.c.s, sa.String(5)):label("b"), sa.cast(t.c.s, sa.Date):label("c"), sa.cast(t.c.s, sa.DateTime):label("d"), sa.cast(t.c.s, sa.JSON):label("e"), sa.cast(t.c.s, sa.Text):label("f")))
