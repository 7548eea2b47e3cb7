local op = require "op"
local sa = require "sa"

op.create_check_constraint("ck", "t", "a > 5")
op.create_check_constraint("ck2", "t", sa.column("name", sa.String):eq("it's"))
