local op = require "op"
local sa = require "sa"

op.alter_column("t", "c", { comment = sa.none, existing_comment = "old", existing_type = sa.String(10) })
