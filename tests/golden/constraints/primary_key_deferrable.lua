local op = require "op"

op.create_primary_key("pk", "t", { "a", "b" }, { deferrable = true, initially = "DEFERRED" })
