local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer), sa.column("f", sa.Boolean))
op.execute(t:delete():where(sa.and_(sa.true_(), t.c.a:eq(1))))
op.execute(t:delete():where(sa.or_(sa.false_(), t.c.a:eq(1))))
