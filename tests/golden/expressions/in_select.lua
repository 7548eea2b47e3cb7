local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
local a = sa.table("a", sa.column("user_id", sa.Integer), sa.column("city", sa.String(20)))
op.execute(u:delete():where(u.c.id:in_(sa.select(a.c.user_id):where(a.c.city:in_{ "x", "y" }))))
op.execute(u:delete():where(u.c.id:not_in{ 1, 2 }))
op.execute(u:delete():where(u.c.id:in_{}))
