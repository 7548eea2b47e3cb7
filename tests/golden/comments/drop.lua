local op = require "op"

op.drop_table_comment("t")
