local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer),
  sa.column("amount", sa.Numeric(10, 2)), sa.column("at", sa.DateTime), sa.column("ok", sa.Boolean))

op.execute(sa.select(u.c.name:regexp_replace("^x", "y"), u.c.name:regexp_replace("^x", "y", { flags = "g" })))
op.execute(u:update():values{ name = u.c.name:regexp_replace("[0-9]+", "") })
op.execute(sa.select(u.c.id):where((u.c.name .. "e"):regexp_replace("^x", "y"):eq("z")))
