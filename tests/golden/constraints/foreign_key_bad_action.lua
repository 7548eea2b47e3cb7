local op = require "op"

op.create_foreign_key("fk", "t", "o", { "a" }, { "x" }, { ondelete = "CASCADE; DROP TABLE t" })
