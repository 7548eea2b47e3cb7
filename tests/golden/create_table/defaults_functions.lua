local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.DateTime(), { server_default = sa.func.now() }),
  sa.Column("b", sa.Date(), { server_default = sa.func.current_date() }),
  sa.Column("c", sa.DateTime(), { server_default = sa.func.current_timestamp() }),
  sa.Column("d", sa.String(9), { server_default = sa.func.lower("ABC") }))
