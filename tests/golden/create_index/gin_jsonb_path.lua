local op = require "op"

op.create_index("ix", "t", { "doc" }, { postgresql_using = "gin", postgresql_ops = { doc = "jsonb_path_ops" } })
