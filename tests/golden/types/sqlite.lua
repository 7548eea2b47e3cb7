local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.sqlite.DATE()),
  sa.Column("b", sa.sqlite.TIME()),
  sa.Column("c", sa.sqlite.DATETIME()),
  sa.Column("d", sa.sqlite.JSON()))
