local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.String))
op.execute(sa.select(sa.literal(1):label("one")):select_from(t))
