local op = require "op"
local sa = require "sa"

op.drop_column("t", "x")
