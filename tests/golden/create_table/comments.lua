local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("id", sa.Integer(), { primary_key = true, comment = "the id's" }),
  { schema = "s1", comment = "tab % comment" })
