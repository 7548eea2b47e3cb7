local op = require "op"

op.create_index("ix",
  "t",
  { "a", "b" },
  { mariadb_length = { a = 10 }, mariadb_prefix = "SPATIAL", mariadb_using = "rtree" })
