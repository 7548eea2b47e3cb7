local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer),
  sa.column("amount", sa.Numeric(10, 2)), sa.column("at", sa.DateTime), sa.column("ok", sa.Boolean))

op.execute(sa.select(u.c.name):distinct(u.c.name, u.c.id):order_by(u.c.name, u.c.id))
