local op = require "op"

op.create_table_comment("t", "x", { schema = "s1", existing_comment = "old" })
