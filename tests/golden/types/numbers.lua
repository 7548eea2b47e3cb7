local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.BigInteger()),
  sa.Column("b", sa.SmallInteger()),
  sa.Column("c", sa.Numeric(10, 2)),
  sa.Column("d", sa.Float(24)),
  sa.Column("e", sa.Double()),
  sa.Column("f", sa.REAL()))
