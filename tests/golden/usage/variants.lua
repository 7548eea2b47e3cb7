local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.String({ length = 39 }):with_variant(sa.postgresql.INET(), "postgresql")),
  sa.Column("b", sa.BigInteger():with_variant(sa.Integer(), "sqlite")))
