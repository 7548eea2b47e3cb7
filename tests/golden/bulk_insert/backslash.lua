local op = require "op"
local sa = require "sa"

local t = sa.table("n", sa.column("s", sa.String))
op.bulk_insert(t, { { s = "c:\\dir\\" } })
