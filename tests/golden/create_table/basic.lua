local op = require "op"
local sa = require "sa"

op.create_table("account",
  sa.Column("id", sa.Integer(), { primary_key = true }),
  sa.Column("name", sa.String(50), { nullable = false }),
  sa.Column("description", sa.Unicode(200)))
