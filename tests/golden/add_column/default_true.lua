local op = require "op"
local sa = require "sa"

op.add_column("t", sa.Column("x", sa.Boolean(), { server_default = sa.true_(), nullable = false }))
