local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer), sa.column("f", sa.Boolean))
op.execute(t:delete():where(t.c.f:eq(true)))
op.execute(t:delete():where(t.c.f:ne(false)))
op.execute(t:delete():where(t.c.f:is_(sa.true_())))
op.execute(t:delete():where(t.c.f:is_not(sa.true_())))
