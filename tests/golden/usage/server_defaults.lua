local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.Boolean(), { server_default = sa.false_() }),
  sa.Column("b", sa.Boolean(), { server_default = sa.true_() }),
  sa.Column("c", sa.DateTime(), { server_default = sa.func.current_timestamp() }),
  sa.Column("d", sa.DateTime({ timezone = true }), { server_default = sa.func.now() }),
  sa.Column("e", sa.String(9), { server_default = sa.literal("q") }),
  sa.Column("f", sa.BOOLEAN(), { server_default = sa.false_() }))
