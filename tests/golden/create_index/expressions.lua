local op = require "op"
local sa = require "sa"

op.create_index("ix", "t", { sa.text("lower(a)"), "b", sa.desc(sa.column("c")) })
