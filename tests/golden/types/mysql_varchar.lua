local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.mysql.VARCHAR(10, { charset = "utf8mb4", collation = "utf8mb4_bin" })),
  sa.Column("b", sa.mysql.CHAR(3, { binary = true })))
