local op = require "op"
local sa = require "sa"

local t = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String))
op.bulk_insert(t, { { id = 1, name = "a" }, { id = 2 } })
