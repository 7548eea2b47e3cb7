local op = require "op"
local sa = require "sa"

op.add_column("t", sa.Column("x", sa.ARRAY(sa.String(5)), { server_default = "{}" }))
