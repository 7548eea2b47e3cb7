local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.String), sa.column("id", sa.Integer))
op.execute(sa.update(t):where(t.c.id:eq(1)):values({ a = sa.func.lower(t.c.a) }))
