local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("g", sa.String), sa.column("n", sa.Integer))
op.execute(sa.select(t.c.g, sa.func.count(t.c.n):label("c")):where(t.c.n:gt(1)):group_by(t.c.g):order_by(sa.desc(t.c.g)):limit(2))
