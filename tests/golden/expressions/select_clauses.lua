local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer),
  sa.column("amount", sa.Numeric(10, 2)), sa.column("at", sa.DateTime), sa.column("ok", sa.Boolean))
local a = sa.table("a", sa.column("user_id", sa.Integer), sa.column("city", sa.String(20)))

local s = sa.select(u.c.id)
op.execute(s:add_columns(u.c.name):order_by("name", sa.desc("id")))
op.execute(s:with_only_columns(u.c.name):prefix_with("ALL"):filter_by{ name = "x", id = 5 })
op.execute(s:join_from(u, a, u.c.id:eq(a.c.user_id)))
op.execute(s:outerjoin_from(u, a, u.c.id:eq(a.c.user_id)):where(a.c.city:is_null()))
op.execute(s:where(sa.exists(sa.select(a.c.user_id):where(a.c.user_id:eq(u.c.id)):correlate(u))))
op.execute(s:slice(5, 10))
op.execute(s:intersect_all(sa.select(a.c.user_id)))
op.execute(sa.except_all(s, sa.select(a.c.user_id)))
op.execute(u:update():ordered_values({ u.c.name, "x" }, { u.c.id, 5 }))
local x, y = u:alias(), u:alias()
op.execute(sa.select(x.c.id, y.c.id):where(x.c.id:lt(y.c.id)))
op.execute(sa.select(y.c.id))
