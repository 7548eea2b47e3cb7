local op = require "op"
local sa = require "sa"

local t = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String))
op.execute(t:update():where(t.c.name:eq("x'y")):values({ id = 5, name = "z" }))
