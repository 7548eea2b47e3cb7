local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
local a = sa.table("a", sa.column("user_id", sa.Integer), sa.column("city", sa.String(20)))
op.execute(sa.union(sa.select(u.c.id), sa.select(a.c.user_id)))
op.execute(sa.select(u.c.id):union_all(sa.select(a.c.user_id)):order_by("id"):limit(3))
op.execute(sa.intersect(sa.select(u.c.id), sa.select(a.c.user_id)))
op.execute(sa.except_(sa.select(u.c.id), sa.select(a.c.user_id)))
