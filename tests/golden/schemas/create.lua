local op = require "op"
local sa = require "sa"

op.create_schema("app")
op.create_schema("My App", { if_not_exists = true })
