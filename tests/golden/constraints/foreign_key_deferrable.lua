local op = require "op"

op.create_foreign_key("fk", "t", "o", { "a" }, { "x" }, { deferrable = true, initially = "DEFERRED" })
