local op = require "op"
local sa = require "sa"

local t = sa.table("My Table", sa.column("userName", sa.Integer), sa.column("order", sa.String), { schema = "Odd" })
op.execute(t:update():where(t.c.userName:gt(5)):values({ order = "x" }))
