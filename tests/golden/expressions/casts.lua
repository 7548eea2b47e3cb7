local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
op.execute(sa.select(sa.cast(u.c.score, sa.String(10)), sa.cast("5", sa.Integer), sa.cast(u.c.name, sa.Numeric(10, 2)), sa.type_coerce(u.c.name, sa.Integer)))
