local op = require "op"

op.create_index("ix", "t", { "a", "b" }, { unique = true })
