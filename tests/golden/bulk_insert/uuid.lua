local op = require "op"
local sa = require "sa"

local t = sa.table("n", sa.column("u", sa.Uuid))
op.execute(t:insert():values({ u = "5f0f3b9e-8f57-4b5c-9d3a-0d4c5d2f9b11" }))
