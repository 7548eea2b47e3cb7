local op = require "op"
local sa = require "sa"

op.rename_table("a", "b")
