local op = require "op"
local sa = require "sa"

op.drop_view("v")
op.drop_view("v", { schema = "s1", if_exists = true, cascade = true })
