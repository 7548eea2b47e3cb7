local op = require "op"
local sa = require "sa"

op.create_enum("mood", { "a" })
op.drop_enum("mood")
op.drop_enum("mood", { if_exists = true, schema = "s1" })
