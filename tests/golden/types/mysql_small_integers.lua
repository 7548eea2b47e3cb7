local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.mysql.TINYINT(1)),
  sa.Column("b", sa.mysql.MEDIUMINT()),
  sa.Column("c", sa.mysql.MEDIUMINT({ unsigned = true })),
  sa.Column("d", sa.mysql.YEAR()))
