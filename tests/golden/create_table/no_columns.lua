local op = require "op"

op.create_table("t")
