local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.postgresql.INT4RANGE()),
  sa.Column("b", sa.postgresql.INT8RANGE()),
  sa.Column("c", sa.postgresql.NUMRANGE()),
  sa.Column("d", sa.postgresql.DATERANGE()),
  sa.Column("e", sa.postgresql.TSRANGE()),
  sa.Column("f", sa.postgresql.TSTZRANGE()))
