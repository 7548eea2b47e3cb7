local op = require "op"
local sa = require "sa"

op.alter_column("t", "c", { nullable = false, existing_type = sa.DateTime() })
