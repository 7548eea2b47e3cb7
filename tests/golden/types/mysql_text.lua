local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.mysql.TINYTEXT()),
  sa.Column("b", sa.mysql.MEDIUMTEXT()),
  sa.Column("c", sa.mysql.LONGTEXT({ collation = "utf8mb4_bin" })))
