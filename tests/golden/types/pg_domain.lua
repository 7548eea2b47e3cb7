local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.postgresql.DOMAIN("dom", sa.Integer(), { check = "VALUE > 0", not_null = true })))
