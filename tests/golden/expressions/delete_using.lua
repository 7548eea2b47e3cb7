local op = require "op"
local sa = require "sa"

local t = sa.table("a", sa.column("id", sa.Integer()))
local u = sa.table("b", sa.column("id", sa.Integer()))
op.execute(t:delete():where(t.c.id:eq(u.c.id)))
