local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer),
  sa.column("amount", sa.Numeric(10, 2)), sa.column("at", sa.DateTime), sa.column("ok", sa.Boolean))
local a = sa.table("a", sa.column("user_id", sa.Integer), sa.column("city", sa.String(20)))

local moved = u:delete():where(u.c.id:eq(5)):returning(u.c.id, u.c.name):cte("moved")
op.execute(a:insert():from_select({ "user_id", "city" }, sa.select(moved.c.id, moved.c.name)))
