local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.postgresql.INT4MULTIRANGE()),
  sa.Column("b", sa.postgresql.INT8MULTIRANGE()),
  sa.Column("c", sa.postgresql.NUMMULTIRANGE()),
  sa.Column("d", sa.postgresql.DATEMULTIRANGE()),
  sa.Column("e", sa.postgresql.TSMULTIRANGE()),
  sa.Column("f", sa.postgresql.TSTZMULTIRANGE()))
