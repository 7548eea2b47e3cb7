local op = require "op"
local sa = require "sa"

op.create_exclude_constraint("ex",
  "t",
  { sa.text("int8range(a,b)"), "&&" },
  { deferrable = true, initially = "deferred" })
