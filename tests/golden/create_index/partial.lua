local op = require "op"
local sa = require "sa"

op.create_index("ix", "t", { "a" }, { postgresql_where = sa.text("a > 5"), sqlite_where = sa.text("a > 5") })
