local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
op.execute(sa.select(u.c.name):distinct())
op.execute(sa.select(sa.func.count(u.c.name:distinct())))
op.execute(sa.select(sa.distinct(u.c.name)))
