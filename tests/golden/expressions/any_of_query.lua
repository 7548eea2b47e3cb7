local op = require "op"
local sa = require "sa"

local t = sa.table("a", sa.column("id", sa.Integer()), sa.column("ids", sa.ARRAY(sa.Integer())))
local ids = sa.select(t.c.id)
op.execute(t:update():where(t.c.id:eq(sa.any_(ids))):values{ id = 1 })
op.execute(t:update():where(t.c.id:gt(sa.all_(ids:scalar_subquery()))):values{ id = 1 })
