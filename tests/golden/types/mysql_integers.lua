local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.mysql.INTEGER(11, { unsigned = true })),
  sa.Column("b", sa.mysql.BIGINT({ unsigned = true, zerofill = true })),
  sa.Column("c", sa.mysql.SMALLINT(5)))
