local op = require "op"
local sa = require "sa"

op.add_column("t", sa.Column("x", sa.Integer(), sa.CheckConstraint("x > 5")))
