local op = require "op"
local sa = require "sa"

local t = sa.table("account", sa.column("id", sa.Integer), sa.column("ok", sa.Boolean))
op.execute(t:insert():values({ id = 1, ok = true }))
