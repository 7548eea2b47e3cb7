local op = require "op"
local sa = require "sa"

local t = sa.table("account", sa.column("id", sa.Integer))
op.execute(t:delete():where(t.c.id:not_in({})))
op.execute(t:delete():where(t.c.id:in_({})))
