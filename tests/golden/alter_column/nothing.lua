local op = require "op"
local sa = require "sa"

op.alter_column("t", "c", { existing_type = sa.Integer() })
