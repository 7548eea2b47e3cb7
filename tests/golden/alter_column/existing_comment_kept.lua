local op = require "op"
local sa = require "sa"

op.alter_column("t", "c", { nullable = true, existing_comment = "old", existing_type = sa.String(10) })
