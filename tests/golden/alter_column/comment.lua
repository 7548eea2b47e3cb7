local op = require "op"
local sa = require "sa"

op.alter_column("t", "c", { comment = "it's" })
op.alter_column("t", "c", { comment = sa.none })
