local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.postgresql.TSVECTOR()),
  sa.Column("b", sa.postgresql.TSQUERY()),
  sa.Column("c", sa.postgresql.REGCLASS()),
  sa.Column("d", sa.postgresql.OID()))
