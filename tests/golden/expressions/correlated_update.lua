local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
local a = sa.table("a", sa.column("user_id", sa.Integer), sa.column("city", sa.String(20)))
op.execute(u:update():values{ name = sa.select(sa.func.max(a.c.city)):where(a.c.user_id:eq(u.c.id)):scalar_subquery() }:where(u.c.name:is_null()))
