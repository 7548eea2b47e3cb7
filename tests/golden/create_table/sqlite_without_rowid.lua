local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("id", sa.Integer(), { primary_key = true }),
  sa.Column("n", sa.Integer()),
  { sqlite_with_rowid = false, sqlite_strict = true })
