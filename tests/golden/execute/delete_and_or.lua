local op = require "op"
local sa = require "sa"

local t = sa.table("account", sa.column("a", sa.Integer), sa.column("b", sa.Integer))
op.execute(t:delete():where(sa.or_(sa.and_(t.c.a:eq(1), t.c.b:ne(2)), t.c.a:is_null())))
