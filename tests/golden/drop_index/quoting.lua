local op = require "op"

op.drop_index("My Index", { table_name = "My Table", schema = "Odd" })
