local op = require "op"
local sa = require "sa"

op.autocommit_block(function() op.create_index("ix", "t", { "a" }, { postgresql_concurrently = true }) end)
