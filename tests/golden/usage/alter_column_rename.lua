local op = require "op"
local sa = require "sa"

op.alter_column("t", "x", { new_column_name = "y", existing_type = sa.Integer() })
