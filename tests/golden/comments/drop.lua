local op = require "op"
local sa = require "sa"

op.drop_table_comment("t")
