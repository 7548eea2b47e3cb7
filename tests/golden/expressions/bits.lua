local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer),
  sa.column("amount", sa.Numeric(10, 2)), sa.column("at", sa.DateTime), sa.column("ok", sa.Boolean))

op.execute(sa.select(u.c.score:bitwise_and(5), u.c.score:bitwise_or(5), u.c.score:bitwise_xor(5), u.c.score:bitwise_not(),
  u.c.score:bitwise_lshift(1), u.c.score:bitwise_rshift(1)))
op.execute(u:update():values{ score = u.c.score:bitwise_or(4) }:where((u.c.score + 1):bitwise_and(u.c.id * 2):eq(2)))
op.execute(sa.select(u.c.score:floordiv(2), u.c.amount:floordiv(2), u.c.score:floordiv(2.5)))
