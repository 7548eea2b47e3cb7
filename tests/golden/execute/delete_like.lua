local op = require "op"
local sa = require "sa"

local t = sa.table("account", sa.column("name", sa.String))
op.execute(t:delete():where(t.c.name:like("50%")))
op.execute(t:delete():where(t.c.name:ilike("X%")))
