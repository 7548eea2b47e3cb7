local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer), sa.column("f", sa.Boolean))
op.execute(t:delete():where(sa.true_()))
op.execute(t:delete():where(sa.false_()))
