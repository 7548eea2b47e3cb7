local op = require "op"
local sa = require "sa"

op.drop_constraint("c", "t", { type_ = "foreignkey", if_exists = true })
