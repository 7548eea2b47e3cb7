local op = require "op"
local sa = require "sa"

op.alter_column("t", "c", { comment = "it's", existing_type = sa.String(10) })
