local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("id", sa.Integer(), { primary_key = true, autoincrement = false }))
