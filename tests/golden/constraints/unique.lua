local op = require "op"
local sa = require "sa"

op.create_unique_constraint("uq", "t", { "a", "b" }, { deferrable = true, initially = "DEFERRED" })
