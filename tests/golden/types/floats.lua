local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.Float()),
  sa.Column("b", sa.Double(53)),
  sa.Column("c", sa.FLOAT(7)),
  sa.Column("d", sa.DOUBLE()),
  sa.Column("e", sa.DOUBLE_PRECISION()))
