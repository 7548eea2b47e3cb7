local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.postgresql.TIMESTAMP({ timezone = true, precision = 3 })),
  sa.Column("b", sa.postgresql.TIME({ precision = 2 })),
  sa.Column("c", sa.postgresql.TIMESTAMP()))
