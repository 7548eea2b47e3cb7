local op = require "op"
local sa = require "sa"

local t = sa.table("a", sa.column("id", sa.Integer()), sa.column("name", sa.String()))
local u = sa.table("b", sa.column("id", sa.Integer()), sa.column("x", sa.String()))
local v = u:alias("v")
local totals = sa.select(u.c.id, sa.func.count():label("n")):group_by(u.c.id):subquery("s")
op.execute(t:update():where(t.c.id:eq(u.c.id)):values{ name = u.c.x })
op.execute(t:update():where(t.c.id:eq(v.c.id)):values{ name = "z" })
op.execute(t:update():where(t.c.id:eq(totals.c.id), totals.c.n:gt(1)):values{ name = "many" })
-- A query within has tables of its own.
op.execute(t:update():where(t.c.id:in_(sa.select(u.c.id))):values{ name = sa.select(u.c.x):where(u.c.id:eq(t.c.id)):scalar_subquery() })
-- The same table by another object is the same table.
op.execute(t:update():where(sa.table("a", sa.column("old")).c.old:eq(1)):values{ name = "q" })
