local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("id",
    sa.BigInteger(),
    sa.Identity({ start = 10, increment = 2, minvalue = 0, maxvalue = 100, cycle = true, cache = 5 }),
    { primary_key = true }),
  sa.Column("n", sa.Integer()))
