local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer),
  sa.column("amount", sa.Numeric(10, 2)), sa.column("at", sa.DateTime), sa.column("ok", sa.Boolean))

local v = sa.values(sa.column("id", sa.Integer), sa.column("name", sa.String), { name = "v" }):data{ { 1, "a" }, { 2, "it's" } }
op.execute(sa.select(v.c.id, v.c.name))
op.execute(u:update():where(u.c.id:eq(v.c.id)):values{ name = v.c.name })
