local op = require "op"

op.rename_table("a", "b")
