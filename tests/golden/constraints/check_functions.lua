local op = require "op"
local sa = require "sa"

op.create_check_constraint("ck", "t", sa.func.length(sa.column("name")):gt(5))
