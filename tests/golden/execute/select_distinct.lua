local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer))
op.execute(sa.select(t.c.a):distinct())
