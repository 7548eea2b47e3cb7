local op = require "op"
local sa = require "sa"

local t = sa.table("account", sa.column("id", sa.Integer), sa.column("n", sa.Integer))
local o = sa.table("old", sa.column("id", sa.Integer), sa.column("n", sa.Integer))
op.execute(t:update():values({ n = sa.select(sa.func.max(o.c.n)):where(o.c.id:eq(t.c.id)):scalar_subquery() }))
