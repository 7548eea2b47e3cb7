local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.Integer))
op.execute(t:delete():where(sa.not_(sa.or_(t.c.a:eq(1), t.c.b:eq(2)))))
op.execute(t:delete():where(sa.not_(sa.and_(t.c.a:eq(1), t.c.b:eq(2)))))
op.execute(t:delete():where(sa.not_(t.c.a:like("x"))))
op.execute(t:delete():where(sa.not_(t.c.a:is_null())))
op.execute(t:delete():where(sa.not_(t.c.a:between(1, 2))))
op.execute(t:delete():where(sa.not_(t.c.a:in_({ 1 }))))
