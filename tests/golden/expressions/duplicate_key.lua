local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer),
  sa.column("amount", sa.Numeric(10, 2)), sa.column("at", sa.DateTime), sa.column("ok", sa.Boolean))

local new = sa.mysql.insert(u):values{ id = 1, name = "x" }
op.execute(new:on_duplicate_key_update{ name = new.inserted.name, score = u.c.score + 1 })
op.execute(sa.mysql.insert(u):values{ id = 1 }:prefix_with("IGNORE"))
