local op = require "op"
local sa = require "sa"

op.alter_column("t", "c", { autoincrement = true, existing_type = sa.Integer(), existing_nullable = false })
