local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a",
    sa.postgresql.DOMAIN("dom",
      sa.Text(),
      { default = "x", constraint_name = "ck_dom", check = "VALUE <> ''", collation = "C" })))
