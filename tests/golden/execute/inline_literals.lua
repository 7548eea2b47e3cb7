local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.String), sa.column("b", sa.Integer), sa.column("c", sa.Float))
op.execute(t:update():values({ a = op.inline_literal("x"), b = op.inline_literal(1), c = op.inline_literal(1.5) }))
