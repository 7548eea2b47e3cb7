local op = require "op"
local sa = require "sa"

op.add_column("t", sa.Column("x", sa.Numeric({ precision = 10, scale = 2 })))
