local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
op.execute(sa.select(u.c.id):where(sa.or_(u.c.id:lt(1), sa.and_(u.c.id:ge(2), u.c.id:le(3))), u.c.name:eq(sa.NULL), u.c.name:ne(sa.none), sa.between(u.c.score, 1, 5), u.c.score:not_between(2, 3)))
op.execute(sa.select(u.c.id):where(u.c.name:is_distinct_from("x")))
op.execute(sa.select((u.c.id + 1) * 2 - u.c.score / 3 % 4, -u.c.id))
op.execute(sa.select(u.c.id):where(sa.not_(u.c.id:eq(1)), sa.not_(sa.or_(u.c.id:eq(1), u.c.id:eq(2)))))
op.execute(sa.select(u.c.id):where(u.c.id:op("&")(4)))
