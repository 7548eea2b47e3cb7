local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.mysql.TINYBLOB()),
  sa.Column("b", sa.mysql.MEDIUMBLOB()),
  sa.Column("c", sa.mysql.LONGBLOB()))
