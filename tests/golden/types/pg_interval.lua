local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.postgresql.INTERVAL({ fields = "DAY TO SECOND", precision = 3 })),
  sa.Column("b", sa.postgresql.INTERVAL({ precision = 2 })),
  sa.Column("c", sa.postgresql.INTERVAL({ fields = "year" })))
