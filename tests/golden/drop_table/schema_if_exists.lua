local op = require "op"

op.drop_table("t", { schema = "s1", if_exists = true })
