local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.String), sa.column("id", sa.Integer))
op.execute(sa.insert(t):values({ a = "x", id = 1 }))
op.execute(sa.delete(t):where(sa.and_(t.c.id:eq(1), t.c.a:eq("x"))))
