local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.Integer()),
  sa.Column("b", sa.Integer()),
  sa.Index("ix_x", "a", sa.text("b DESC"), { unique = true }),
  { schema = "s1" })
