local op = require "op"
local sa = require "sa"

op.add_column("t", sa.Column("x", sa.String(20), { nullable = false, server_default = "a'b" }))
