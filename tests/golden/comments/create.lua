local op = require "op"

op.create_table_comment("t", "it's a comment")
