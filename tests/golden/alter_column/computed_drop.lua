local op = require "op"
local sa = require "sa"

op.alter_column("t", "c", { server_default = sa.none, existing_server_default = sa.Computed("a + 1") })
