local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("room", sa.Integer()),
  sa.Column("during", sa.postgresql.TSRANGE()),
  sa.postgresql.ExcludeConstraint({ "room", "=" },
    { "during", "&&" },
    { name = "ex", using = "gist", where = sa.text("room > 0") }))
