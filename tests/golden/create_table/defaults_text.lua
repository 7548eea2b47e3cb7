local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.String(9), { server_default = "it's" }),
  sa.Column("b", sa.Integer(), { server_default = "5" }),
  sa.Column("c", sa.Boolean(), { server_default = "false" }),
  sa.Column("d", sa.DateTime(), { server_default = sa.text("CURRENT_TIMESTAMP") }),
  sa.Column("e", sa.Integer(), { server_default = sa.text("1 + 2") }),
  sa.Column("f", sa.String(5), { server_default = sa.text("'a\\:b'") }))
