local op = require "op"
local sa = require "sa"

op.create_index("ix", "t", { (sa.column("a", sa.Integer) + sa.column("b", sa.Integer)), "c" })
