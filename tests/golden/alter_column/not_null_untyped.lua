local op = require "op"

op.alter_column("t", "c", { nullable = false })
