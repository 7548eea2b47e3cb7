local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer),
  sa.column("amount", sa.Numeric(10, 2)), sa.column("at", sa.DateTime), sa.column("ok", sa.Boolean))

op.execute(sa.select(sa.func.count(u.c.id):filter(u.c.score:gt(5), u.c.name:eq("x")),
  sa.func.sum(u.c.id):filter(u.c.ok):over{ partition_by = u.c.name }))
op.execute(sa.select(sa.func.percentile_cont(0.5):within_group(u.c.score:desc())))
op.execute(sa.select(sa.func.row_number():over{ order_by = { u.c.id, u.c.name:desc() }, rows = { sa.none, 0 } },
  sa.func.sum(u.c.id):over{ order_by = u.c.id, range_ = { -5, 10 } },
  sa.over(sa.func.sum(u.c.id), { order_by = u.c.id, groups = { 0, sa.none } })))
op.execute(sa.select(sa.label("x", u.c.id + 1)):where(u.c.score:between(1, 5, { symmetric = true })))
