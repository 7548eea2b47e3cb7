local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.Interval()),
  sa.Column("b", sa.Interval({ native = false })),
  sa.Column("c", sa.Interval({ second_precision = 3 })))
