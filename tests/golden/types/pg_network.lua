local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.postgresql.INET()),
  sa.Column("b", sa.postgresql.CIDR()),
  sa.Column("c", sa.postgresql.MACADDR()),
  sa.Column("d", sa.postgresql.MACADDR8()))
