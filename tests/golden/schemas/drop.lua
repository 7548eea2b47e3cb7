local op = require "op"
local sa = require "sa"

op.drop_schema("app")
op.drop_schema("app", { if_exists = true, cascade = true })
