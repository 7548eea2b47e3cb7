local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.Date()),
  sa.Column("b", sa.Time()),
  sa.Column("c", sa.Time({ timezone = true })),
  sa.Column("d", sa.DateTime()),
  sa.Column("e", sa.DateTime({ timezone = true })))
