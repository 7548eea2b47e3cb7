local op = require "op"
local sa = require "sa"

local t = sa.table("T", sa.column("Order", sa.Integer), sa.column("select", sa.String))
op.execute(t:update():where(t.c.select:eq("x")):values({ Order = 5, select = "y" }))
