local op = require "op"
local sa = require "sa"

op.alter_column("t", "c", { server_default = sa.true_(), existing_type = sa.Boolean() })
