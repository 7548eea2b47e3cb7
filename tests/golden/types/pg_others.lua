local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.postgresql.BYTEA()),
  sa.Column("b", sa.postgresql.HSTORE()),
  sa.Column("c", sa.postgresql.MONEY()),
  sa.Column("d", sa.postgresql.CITEXT()),
  sa.Column("e", sa.postgresql.JSONPATH()))
