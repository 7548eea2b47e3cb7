local op = require "op"
local sa = require "sa"

local t = sa.table("account", sa.column("flag", sa.Boolean), sa.column("n", sa.Integer))
op.execute(t:update():where(t.c.n:gt(3)):values({ flag = sa.true_() }))
op.execute(t:update():where(t.c.flag:eq(sa.false_())):values({ n = 0 }))
