local op = require "op"

op.drop_column("t", "x")
