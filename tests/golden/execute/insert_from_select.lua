local op = require "op"
local sa = require "sa"

local t = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String))
local o = sa.table("old", sa.column("id", sa.Integer), sa.column("name", sa.String))
op.execute(t:insert():from_select({ "id", "name" }, sa.select(o.c.id, o.c.name):where(o.c.id:gt(5))))
