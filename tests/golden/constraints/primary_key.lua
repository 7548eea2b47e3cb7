local op = require "op"
local sa = require "sa"

op.create_primary_key("pk", "t", { "a", "b" })
