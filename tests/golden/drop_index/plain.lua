local op = require "op"

op.drop_index("ix", "t")
