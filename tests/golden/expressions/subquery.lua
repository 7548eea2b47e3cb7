local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
local big = sa.select(u.c.id, u.c.score:label("points")):where(u.c.score:gt(10)):subquery("big")
op.execute(sa.select(big.c.id, big.c.points):where(big.c.points:lt(99)))
local c = sa.select(u.c.id):cte("ids")
op.execute(sa.select(c.c.id):where(c.c.id:gt(1)))
local other = u:alias("other")
op.execute(sa.select(u.c.id, other.c.id):where(u.c.id:eq(other.c.score)))
op.execute(sa.select(sa.alias(u, "z").c.name))
