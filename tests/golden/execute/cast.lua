local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("n", sa.Integer), sa.column("s", sa.String))
op.execute(t:update():values({ n = sa.cast(t.c.s, sa.Integer) }))
