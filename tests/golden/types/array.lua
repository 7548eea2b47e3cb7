local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.ARRAY(sa.Integer())),
  sa.Column("b", sa.ARRAY(sa.String(5), { dimensions = 2 })))
