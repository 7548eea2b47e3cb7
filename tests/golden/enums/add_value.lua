local op = require "op"
local sa = require "sa"

op.create_enum("mood", { "a", "c" })
op.add_enum_value("mood", "b", { before = "c" })
op.add_enum_value("mood", "d", { after = "c", if_not_exists = true })
op.add_enum_value("mood", "it's", { schema = "s1" })
