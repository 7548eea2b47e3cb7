local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.mysql.DECIMAL(10, 2, { unsigned = true })),
  sa.Column("b", sa.mysql.DOUBLE(10, 2)),
  sa.Column("c", sa.mysql.FLOAT(7)),
  sa.Column("d", sa.mysql.NUMERIC(8, 1)))
