local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
op.execute(sa.select(u.c.id):where(u.c.id:eq(sa.any_(sa.column("ids")))))
op.execute(sa.select(u.c.id):where(u.c.id:gt(sa.all_(sa.column("ids")))))
op.execute(sa.select(sa.tuple_(u.c.id, u.c.score):in_{ sa.tuple_(1, 2), sa.tuple_(3, 4) }))
