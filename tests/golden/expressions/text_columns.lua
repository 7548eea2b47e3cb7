local op = require "op"
local sa = require "sa"

local t = sa.text("SELECT id, name FROM x WHERE id = :i"):bindparams{ i = 4 }:columns(sa.column("id", sa.Integer), "name")
op.execute(t)
local s = t:subquery("s")
op.execute(sa.select(s):where(s.c.name:eq("n")))
local c = sa.text("SELECT 1 AS one"):columns{ one = sa.Integer }:cte("c")
op.execute(sa.select(c.c.one))
op.execute(sa.select(t:subquery().c.name))
