local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a", sa.String(9), { server_default = "a\\b" }))
