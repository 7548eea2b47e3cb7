local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.Integer))
op.execute(t:delete():where(t.c.a:in_({})):where(t.c.b:eq(1)))
op.execute(t:delete():where(sa.or_(t.c.a:not_in({}), t.c.b:eq(1))))
