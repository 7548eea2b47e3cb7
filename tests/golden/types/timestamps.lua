local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.TIMESTAMP()),
  sa.Column("b", sa.TIMESTAMP({ timezone = true })),
  sa.Column("c", sa.TIMESTAMP(), { nullable = false }),
  sa.Column("d", sa.DATETIME()))
