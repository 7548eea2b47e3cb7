local op = require "op"
local sa = require "sa"

local t = sa.table("a", sa.column("id", sa.Integer()), sa.column("name", sa.String()))
local conn = op.get_bind()
conn:execute(t:insert(), { { id = 1, name = "it's" }, { id = 2, name = sa.NULL } })
conn:execute(t:insert(), { id = 3, name = "c" })
op.execute(t:insert(), { params = { name = "d", id = 4 } })
-- An update's parameters are its condition's, or columns.
conn:execute(t:update():where(t.c.id:eq(sa.bindparam("wanted"))), { { wanted = 1, name = "x" }, { wanted = 2, name = "y" } })
-- Values that are there stay.
conn:execute(t:insert():values{ id = sa.bindparam("n"), name = "z" }, { n = 5 })
