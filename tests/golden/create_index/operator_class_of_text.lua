local op = require "op"
local sa = require "sa"

op.create_index("ix", "t", { sa.text("lower(a)"), sa.text("b") }, { postgresql_ops = { ["lower(a)"] = "text_pattern_ops", b = "y_ops" } })
