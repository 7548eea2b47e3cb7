local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.Integer), { schema = "s1" })
op.execute(t:update():where(t.c.a:eq(1), t.c.b:eq(2)):values({ a = 3 }))
op.execute(t:update():where(t.c.a:eq(1)):where(sa.or_(t.c.b:eq(2), t.c.b:eq(3))):values({ a = 3 }))
