local op = require "op"
local sa = require "sa"

op.create_view("v", "SELECT id, 'a;b' AS s FROM t")
op.create_view("My View", sa.text("SELECT 1 AS x"), { schema = "s1" })
local t = sa.table("t", sa.column("id", sa.Integer()), sa.column("name", sa.String()))
op.create_view("w", sa.select(t.c.id, sa.func.lower(t.c.name):label("low")):where(t.c.id:gt(5)))
