local op = require "op"
local sa = require "sa"

op.create_enum("mood", { "a" })
op.rename_enum_value("mood", "a", "it's")
