local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.String), sa.column("b", sa.Integer))
op.execute(t:update():values({ a = sa.literal_column("'x' || b"), b = sa.literal(3) }))
