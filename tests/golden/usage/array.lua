local op = require "op"
local sa = require "sa"

op.add_column("t", sa.Column("x", sa.postgresql.ARRAY(sa.String()), { nullable = true, server_default = "{}" }))
