local op = require "op"
local sa = require "sa"

local t = sa.table("account", sa.column("flag", sa.Boolean), sa.column("n", sa.Integer))
op.execute(t:update():where(t.c.flag):values({ n = 0 }))
op.execute(t:update():where(sa.not_(t.c.flag)):values({ n = 1 }))
