local op = require "op"

op.drop_column("t", "x", { if_exists = true })
