local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.Boolean(), { server_default = sa.true_() }),
  sa.Column("b", sa.Boolean(), { server_default = sa.false_(), nullable = false }),
  sa.Column("c", sa.Integer(), { server_default = sa.null() }),
  sa.Column("d", sa.Integer(), { server_default = sa.literal(5) }),
  sa.Column("e", sa.String(5), { server_default = sa.literal("s") }))
