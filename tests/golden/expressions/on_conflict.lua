local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
local a = sa.table("a", sa.column("user_id", sa.Integer), sa.column("city", sa.String(20)))
local insert = op.get_context().dialect.name == "sqlite" and sa.sqlite.insert or sa.postgresql.insert
op.execute(insert(u):values{ id = 1, name = "a" }:on_conflict_do_nothing())
op.execute(insert(u):values{ id = 1, name = "a" }:on_conflict_do_nothing{ index_elements = { "id" } })
op.execute(insert(u):values{ id = 1, name = "a" }:on_conflict_do_update{ index_elements = { u.c.id }, set = { name = "b", score = sa.text("excluded.score") }, where = u.c.score:gt(1) })
