local op = require "op"
local sa = require "sa"

op.create_index("ix", "t", { sa.func.lower(sa.column("a")) })
