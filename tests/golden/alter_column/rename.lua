local op = require "op"
local sa = require "sa"

op.alter_column("t", "c", { new_column_name = "d" })
