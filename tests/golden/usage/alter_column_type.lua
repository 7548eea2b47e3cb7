local op = require "op"
local sa = require "sa"

op.alter_column("t",
  "x",
  { existing_type = sa.VARCHAR(), type_ = sa.Text(), existing_nullable = true, postgresql_using = "x::text" })
