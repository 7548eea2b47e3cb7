local op = require "op"
local sa = require "sa"

op.create_view("v", "SELECT 1 AS x", { replace = true })
