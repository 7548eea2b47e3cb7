local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("x", sa.Integer()),
  { mysql_engine = "InnoDB",
    mysql_row_format = "DYNAMIC",
    mysql_charset = "utf8mb4",
    mysql_collate = "utf8mb4_bin",
    mysql_auto_increment = "10",
    comment = "x" })
