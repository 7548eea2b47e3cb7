local op = require "op"

op.create_foreign_key(nil, "t", "o", { "a" }, { "x" })
