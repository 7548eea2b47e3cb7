local op = require "op"

op.drop_table("t")
