local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a", sa.Integer(), sa.ForeignKey("s2.o.id")), { schema = "s1" })
