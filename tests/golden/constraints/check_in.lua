local op = require "op"
local sa = require "sa"

op.create_check_constraint("ck", "t", sa.column("status", sa.String):in_({ "a", "b'c" }))
