local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
op.execute(sa.select(u.c.name, sa.func.count():label("n"), sa.func.sum(u.c.score):label("total")):group_by(u.c.name):having(sa.func.count():gt(1)):order_by(sa.desc("n"), u.c.name:asc():nulls_last()):limit(5):offset(10))
