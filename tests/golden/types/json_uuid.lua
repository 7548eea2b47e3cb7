local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.JSON()),
  sa.Column("b", sa.Uuid()),
  sa.Column("c", sa.Uuid({ native_uuid = false })),
  sa.Column("d", sa.UUID()))
