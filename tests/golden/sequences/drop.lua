local op = require "op"
local sa = require "sa"

op.drop_sequence("s")
op.drop_sequence("s", { schema = "s1", if_exists = true })
