local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("id",
    sa.Integer(),
    sa.Identity({ nominvalue = true, nomaxvalue = true, cycle = false }),
    { primary_key = true }))
