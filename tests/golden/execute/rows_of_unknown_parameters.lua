local op = require "op"
local sa = require "sa"

local t = sa.table("a", sa.column("id", sa.Integer()))
op.get_bind():execute(t:insert(), { { id = 1, nmae = "x" } })
