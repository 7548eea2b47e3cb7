local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("n", sa.Integer))
op.execute(sa.select(t.c.n):limit(3):offset(5))
op.execute(sa.select(t.c.n):offset(5))
