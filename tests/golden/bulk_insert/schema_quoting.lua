local op = require "op"
local sa = require "sa"

local t = sa.table("Order", sa.column("Select", sa.Integer), { schema = "app" })
op.bulk_insert(t, { { Select = 5 } })
