local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("n", sa.Integer), sa.column("s", sa.String))
op.execute(t:update():values({ s = sa.case({ t.c.n:gt(10), "big" }, { else_ = "small" }) }))
