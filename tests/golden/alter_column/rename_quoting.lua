local op = require "op"
local sa = require "sa"

op.alter_column("My Table",
  "userName",
  { new_column_name = "order", existing_type = sa.Integer(), schema = "Odd.Schema" })
