local op = require "op"
local sa = require "sa"

local t = sa.table("a", sa.column("name", sa.String()))
op.execute(t:update():values{ name = sa.func.char_length(t.c.name) })
