local op = require "op"
local sa = require "sa"

op.create_index("ix", "t", { sa.desc(sa.column("a")), sa.nulls_last(sa.asc(sa.column("b"))) })
