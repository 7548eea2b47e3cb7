local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
op.execute(sa.select(u.c.id, sa.func.row_number():over{ partition_by = u.c.name, order_by = { u.c.score:desc(), u.c.id } }:label("rank")))
op.execute(sa.select(sa.func.rank():over{ order_by = u.c.id }))
