local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer),
  sa.column("amount", sa.Numeric(10, 2)), sa.column("at", sa.DateTime), sa.column("ok", sa.Boolean))

op.execute(sa.select(sa.extract("year", u.c.at), sa.extract("epoch", u.c.at) + 1))
op.execute(u:update():values{ score = sa.extract("dow", u.c.at) }:where(sa.extract("month", u.c.at):in_{ 1, 2 }))
