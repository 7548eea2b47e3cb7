local op = require "op"
local sa = require "sa"

op.create_exclude_constraint("ex", "t", { "period", "&&" }, { "grp", "=" }, { using = "gist", where = "grp <> 0" })
