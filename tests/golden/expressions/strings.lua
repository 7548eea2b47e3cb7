local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
local a = sa.table("a", sa.column("user_id", sa.Integer), sa.column("city", sa.String(20)))
op.execute(u:update():values{ name = u.c.name .. "-" .. u.c.id:cast(sa.String()) })
op.execute(sa.select(u.c.id):where(u.c.name:startswith("a"), u.c.name:endswith("z"), u.c.name:contains("m")))
op.execute(sa.select(u.c.id):where(u.c.name:ilike("a%"), u.c.name:not_like("b%")))
op.execute(sa.select(u.c.name:concat("x"), u.c.name + "y", u.c.name:collate("C")))
