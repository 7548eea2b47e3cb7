local op = require "op"

op.alter_column("t", "c", { new_column_name = "d" })
