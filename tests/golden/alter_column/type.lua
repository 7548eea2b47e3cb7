local op = require "op"
local sa = require "sa"

op.alter_column("t", "c", { type_ = sa.String(20), existing_type = sa.String(10), existing_nullable = false })
