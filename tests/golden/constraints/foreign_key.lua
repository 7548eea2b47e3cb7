local op = require "op"
local sa = require "sa"

op.create_foreign_key("fk", "t", "o", { "a" }, { "x" }, { ondelete = "SET NULL", onupdate = "CASCADE", source_schema = "s1", referent_schema = "s2", postgresql_not_valid = true })
