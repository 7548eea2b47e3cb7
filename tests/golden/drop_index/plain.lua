local op = require "op"
local sa = require "sa"

op.drop_index("ix", "t")
