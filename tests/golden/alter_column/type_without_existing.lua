local op = require "op"
local sa = require "sa"

op.alter_column("t", "c", { type_ = sa.BigInteger() })
