local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("id", sa.Integer))
local o = sa.table("o", sa.column("id", sa.Integer))
op.execute(sa.select(t.c.id):select_from(t):join(o, o.c.id:eq(t.c.id)))
