local op = require "op"
local sa = require "sa"

op.create_table("o", sa.Column("id", sa.BigInteger(), { primary_key = true }))
op.create_table("t", sa.Column("o_id", sa.BigInteger(), sa.ForeignKey("o.id")))
