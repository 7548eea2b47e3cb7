local op = require "op"

op.create_foreign_key({ constraint_name = "fk", source_table = "t", referent_table = "o", local_cols = { "a" }, remote_cols = { "id" }, ondelete = "CASCADE", onupdate = "CASCADE" })
