local op = require "op"
local sa = require "sa"

op.create_view("m", "SELECT 1 AS x", { materialized = true })
op.create_view("m", "SELECT 2 AS x", { materialized = true, replace = true })
op.drop_view("m", { materialized = true, if_exists = true })
