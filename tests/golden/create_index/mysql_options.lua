local op = require "op"

op.create_index("ix",
  "t",
  { "a", "b" },
  { mysql_length = { a = 10, b = 5 }, mysql_prefix = "FULLTEXT", mysql_using = "btree", mysql_with_parser = "ngram" })
