local op = require "op"
local sa = require "sa"

op.create_index("ix", "t", { "a", "b" }, { unique = true })
