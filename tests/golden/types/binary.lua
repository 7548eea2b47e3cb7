local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.LargeBinary()),
  sa.Column("b", sa.LargeBinary(100)),
  sa.Column("c", sa.PickleType()))
