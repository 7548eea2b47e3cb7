local op = require "op"

op.create_foreign_key("fk",
  "t",
  "o",
  { "a", "b" },
  { "x", "y" },
  { ondelete = "SET NULL", onupdate = "CASCADE", source_schema = "s1", referent_schema = "s2" })
