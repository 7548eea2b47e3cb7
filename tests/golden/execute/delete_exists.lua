local op = require "op"
local sa = require "sa"

local t = sa.table("account", sa.column("id", sa.Integer))
local o = sa.table("old", sa.column("id", sa.Integer))
op.execute(t:delete():where(sa.exists(sa.select(o.c.id):where(o.c.id:eq(t.c.id)))))
