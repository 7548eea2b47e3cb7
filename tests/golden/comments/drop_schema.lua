local op = require "op"

op.drop_table_comment("t", { schema = "s1", existing_comment = "old" })
