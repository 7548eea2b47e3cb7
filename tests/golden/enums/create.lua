local op = require "op"
local sa = require "sa"

op.create_enum("mood", { "sad", "it's", "happy" })
op.create_enum("Mood 2", { "a" }, { schema = "s1", if_not_exists = true })
op.create_enum{ "third", values = { "x" } }
