local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.Integer))
op.execute(sa.postgresql.insert(t):values({ a = 1, b = 2 }):on_conflict_do_update({ index_elements = { "a" }, set_ = { b = 3 } }))
op.execute(sa.postgresql.insert(t):values({ a = 1, b = 2 }):on_conflict_do_nothing())
