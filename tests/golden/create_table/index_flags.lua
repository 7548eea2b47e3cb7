local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a", sa.Integer(), { index = true }), sa.Column("b", sa.String(5), { index = true, unique = true }), sa.Index("ix_ab", "a", "b"))
