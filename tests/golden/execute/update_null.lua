local op = require "op"
local sa = require "sa"

local t = sa.table("account", sa.column("a", sa.Integer))
op.execute(t:update():where(t.c.a:is_not_null()):values({ a = sa.null() }))
