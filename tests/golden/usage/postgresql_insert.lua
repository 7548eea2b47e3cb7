local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("id", sa.Integer), sa.column("a", sa.String))
op.execute(sa.postgresql.insert(t):values({ id = 1, a = "x" }):on_conflict_do_nothing({ index_elements = { "id" } }))
