local op = require "op"
local sa = require "sa"

op.execute(sa.text("SELECT 1"))
