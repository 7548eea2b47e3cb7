local op = require "op"
local sa = require "sa"

op.create_exclude_constraint("ex",
  "t",
  { "period", "&&" },
  { "grp", "=" },
  { where = sa.text("grp != 'x'"), using = "gist" })
