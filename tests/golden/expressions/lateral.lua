local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer))
local a = sa.table("a", sa.column("id", sa.Integer), sa.column("user_id", sa.Integer))
local last = sa.select(a.c.id):where(a.c.user_id:eq(u.c.id)):order_by(a.c.id:desc()):limit(2):lateral("last")
op.execute(sa.select(u.c.id, last.c.id):select_from(u:join(last, sa.true_())))
op.execute(sa.select(u.c.id, last.c.id))
op.execute(sa.select(u.c.id):select_from(u:outerjoin(sa.lateral(sa.select(a.c.id):where(a.c.user_id:eq(u.c.id))), sa.true_())))
