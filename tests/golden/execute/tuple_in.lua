local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.Integer))
op.execute(t:delete():where(sa.tuple_(t.c.a, t.c.b):in_({ { 1, 2 }, { 3, 4 } })))
