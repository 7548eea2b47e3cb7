local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer),
  sa.column("amount", sa.Numeric(10, 2)), sa.column("at", sa.DateTime), sa.column("ok", sa.Boolean))

local g = sa.func.generate_series(1, 5):table_valued("x", { name = "g" })
op.execute(sa.select(g.c.x):select_from(g))
op.execute(sa.select(sa.func.generate_series(1, 5):column_valued("n")))
