local op = require "op"
local sa = require "sa"

local t = sa.table("account", sa.column("id", sa.Integer), sa.column("n", sa.Integer))
op.execute(t:update():values({ n = (t.c.n + 1) }))
