local op = require "op"
local sa = require "sa"

local t = sa.table("n", sa.column("b", sa.Boolean))
op.bulk_insert(t, { { b = true }, { b = false }, { b = sa.null() } })
