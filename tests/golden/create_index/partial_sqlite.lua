local op = require "op"
local sa = require "sa"

op.create_index("ix", "t", { "a" }, { sqlite_where = sa.text("a > 5"), if_not_exists = true })
