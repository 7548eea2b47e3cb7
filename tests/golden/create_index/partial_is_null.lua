local op = require "op"
local sa = require "sa"

op.create_index("ix",
  "t",
  { "a" },
  { unique = true, postgresql_where = sa.column("gone"):is_null(), sqlite_where = sa.column("gone"):is_null() })
