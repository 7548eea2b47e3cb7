local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.JSON():with_variant(sa.postgresql.JSONB(), "postgresql")),
  sa.Column("b", sa.BigInteger():with_variant(sa.Integer(), "sqlite")),
  sa.Column("c", sa.DateTime():with_variant(sa.mysql.DATETIME({ fsp = 6 }), "mysql")))
