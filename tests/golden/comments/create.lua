local op = require "op"
local sa = require "sa"

op.create_table_comment("t", "it's a comment")
