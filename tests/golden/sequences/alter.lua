local op = require "op"
local sa = require "sa"

op.alter_sequence("s", { restart = 10, increment = 5, cycle = false })
op.alter_sequence("s", { new_name = "s2", schema = "s1" })
op.alter_sequence("s", { owned_by = "none" })
