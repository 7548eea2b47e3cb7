local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.Numeric()),
  sa.Column("b", sa.Numeric(10)),
  sa.Column("c", sa.DECIMAL(10, 2)),
  sa.Column("d", sa.NUMERIC(5)),
  sa.Column("e", sa.DECIMAL()))
