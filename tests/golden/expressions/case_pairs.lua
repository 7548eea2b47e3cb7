local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
op.execute(u:update():values{ score = sa.case({ open = 1, done = 2, ["on hold"] = 3 }, { value = u.c.name, else_ = 0 }) })
op.execute(u:update():values{ name = sa.case({ [2] = "two", [10] = "ten" }, { value = u.c.score }) })
