local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer),
  sa.column("amount", sa.Numeric(10, 2)), sa.column("at", sa.DateTime), sa.column("ok", sa.Boolean))
local a = sa.table("a", sa.column("user_id", sa.Integer), sa.column("city", sa.String(20)))

local t = sa.select(u.c.id):where(u.c.id:eq(1)):cte("t", { recursive = true })
t = t:union_all(sa.select(t.c.id + 1):where(t.c.id:lt(5)))
op.execute(sa.select(t.c.id))
op.execute(u:delete():where(u.c.id:in_(sa.select(t.c.id))))
op.execute(a:insert():from_select({ "user_id" }, sa.select(t.c.id)))
