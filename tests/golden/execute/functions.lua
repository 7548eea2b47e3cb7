local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.String), sa.column("d", sa.DateTime))
op.execute(t:update():values({ a = sa.func.coalesce(sa.func.upper(t.c.a), "none"), d = sa.func.now() }))
