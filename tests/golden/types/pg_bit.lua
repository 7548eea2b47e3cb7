local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.postgresql.BIT(5)),
  sa.Column("b", sa.postgresql.BIT(5, { varying = true })),
  sa.Column("c", sa.postgresql.BIT({ varying = true })),
  sa.Column("d", sa.postgresql.BIT()))
