local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
op.execute(u:update():values{ score = sa.case({ "open", 1 }, { "done", 2 }, { value = u.c.name, else_ = 0 }) })
op.execute(u:update():values{ name = sa.case({ u.c.score:gt(90), "A" }, { u.c.score:gt(50), "B" }, { else_ = sa.null() }) })
