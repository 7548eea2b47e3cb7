local op = require "op"
local sa = require "sa"

op.create_index("ix",
  "t",
  { "a" },
  { postgresql_where = sa.column("name", sa.String):eq("it's"),
    sqlite_where = sa.column("name", sa.String):eq("it's") })
