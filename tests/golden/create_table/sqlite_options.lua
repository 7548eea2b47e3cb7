local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("id", sa.Integer(), { primary_key = true }),
  { sqlite_autoincrement = true, sqlite_strict = true })
