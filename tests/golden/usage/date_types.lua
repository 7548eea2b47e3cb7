local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.Interval()),
  sa.Column("b", sa.DATETIME()),
  sa.Column("c", sa.FLOAT()),
  sa.Column("d", sa.CHAR({ length = 2 })),
  sa.Column("e", sa.Unicode({ length = 9 })))
