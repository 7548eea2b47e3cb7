local op = require "op"
local sa = require "sa"

op.alter_column("t", "c", { server_default = sa.text("now()"), existing_type = sa.DateTime() })
