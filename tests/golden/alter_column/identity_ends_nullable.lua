local op = require "op"
local sa = require "sa"

op.alter_column("t", "c", { nullable = true, server_default = sa.none, existing_server_default = sa.Identity() })
