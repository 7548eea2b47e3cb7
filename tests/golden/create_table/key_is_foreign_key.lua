local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("id", sa.Integer(), sa.ForeignKey("o.id"), { primary_key = true }))
