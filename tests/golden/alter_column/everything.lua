local op = require "op"
local sa = require "sa"

op.alter_column("t",
  "c",
  { type_ = sa.Text(), nullable = false, server_default = "z", comment = "cm", new_column_name = "d", schema = "s1" })
