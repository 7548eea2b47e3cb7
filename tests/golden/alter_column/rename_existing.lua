local op = require "op"
local sa = require "sa"

op.alter_column("t",
  "c",
  { new_column_name = "d", existing_type = sa.String(10), existing_nullable = false, existing_server_default = "x" })
