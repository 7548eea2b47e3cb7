local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("id", sa.String(5), { primary_key = true }))
