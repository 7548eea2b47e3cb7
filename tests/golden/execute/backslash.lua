local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("s", sa.String))
op.execute(t:update():where(t.c.s:eq("a\\")):values({ s = "b\\'c" }))
