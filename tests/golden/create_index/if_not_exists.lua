local op = require "op"

op.create_index("ix", "t", { "a" }, { if_not_exists = true })
