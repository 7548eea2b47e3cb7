local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer))
op.execute(t:delete():where((t.c.a % 2):eq(1)))
