local op = require "op"
local sa = require "sa"

op.create_index("ix", "t", { sa.desc(sa.column("a"):collate("C")), sa.nulls_last(sa.desc(sa.text("lower(b)"):label("low"):collate("C"))), sa.desc("c") },
  { postgresql_ops = { a = "text_pattern_ops", low = "varchar_pattern_ops", c = "int4_ops" } })
