local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("id", sa.BigInteger():with_variant(sa.Integer(), "sqlite"), { primary_key = true }))
