local op = require "op"
local sa = require "sa"

local t = op.create_table("t", sa.Column("id", sa.Integer), sa.Column("n", sa.Numeric(5, 2)), sa.Column("f", sa.Float))
op.bulk_insert(t, { { id = 1, n = 1.5, f = 1.5 } })
op.execute(t:insert():values{ id = 2.5 })
op.execute(t:update():where(t.c.id:lt(1.5)):values{ id = 3.5, n = 2.25 })
