local op = require "op"
local sa = require "sa"

op.create_view("v", "SELECT 1; DROP TABLE t")
