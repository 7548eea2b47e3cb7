local op = require "op"
local sa = require "sa"

op.add_column("t", sa.Column("x", sa.DateTime(), { server_default = sa.func.now() }))
