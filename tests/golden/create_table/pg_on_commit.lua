local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("id", sa.Integer()),
  { prefixes = { "TEMPORARY" }, postgresql_on_commit = "PRESERVE ROWS" })
