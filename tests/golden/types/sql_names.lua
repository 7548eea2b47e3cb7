local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.INTEGER()),
  sa.Column("b", sa.SMALLINT()),
  sa.Column("c", sa.BIGINT()),
  sa.Column("d", sa.DATE()),
  sa.Column("e", sa.TIME()),
  sa.Column("f", sa.JSON()))
