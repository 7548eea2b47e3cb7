local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
local a = sa.table("a", sa.column("user_id", sa.Integer), sa.column("city", sa.String(20)))
op.execute(u:insert():values{ { id = 1, name = "a" }, { id = 2, name = sa.NULL } })
op.execute(u:insert():values{ id = 3, name = sa.func.upper("x") }:returning(u.c.id))
