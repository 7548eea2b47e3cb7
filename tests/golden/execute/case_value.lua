local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("n", sa.Integer), sa.column("s", sa.String))
op.execute(t:update():values({ n = sa.case({ t.c.s:eq("a"), 1 }, { t.c.s:eq("b"), 2 }, { else_ = 0 }) }))
