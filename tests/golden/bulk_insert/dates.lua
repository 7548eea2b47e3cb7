local op = require "op"
local sa = require "sa"

local t = sa.table("n", sa.column("d", sa.Date))
op.bulk_insert(t, { { d = "2010-10-05" } })
