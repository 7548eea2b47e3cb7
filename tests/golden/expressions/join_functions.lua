local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
local a = sa.table("a", sa.column("user_id", sa.Integer), sa.column("city", sa.String(20)))
op.execute(sa.select(u.c.id):select_from(sa.join(u, a, a.c.user_id:eq(u.c.id), { full = true })))
op.execute(sa.select(u.c.id):select_from(sa.outerjoin(u, a, a.c.user_id:eq(u.c.id))))
