local op = require "op"

op.create_primary_key(op.f("pk_t"), "t", { "a", "b" })
