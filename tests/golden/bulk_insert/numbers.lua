local op = require "op"
local sa = require "sa"

local t = sa.table("n",
  sa.column("i", sa.Integer),
  sa.column("f", sa.Float),
  sa.column("d", sa.Numeric(10, 2)),
  sa.column("b", sa.BigInteger))
op.bulk_insert(t, { { i = -5, f = 1.5, d = 9.75, b = 9007199254740991 } })
