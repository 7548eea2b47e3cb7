local op = require "op"
local sa = require "sa"

op.create_index(nil, "t", { "a" })
