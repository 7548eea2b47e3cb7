local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer),
  sa.column("amount", sa.Numeric(10, 2)), sa.column("at", sa.DateTime), sa.column("ok", sa.Boolean))

local function where(condition) op.execute(sa.select(u.c.id):where(condition)) end
where(u.c.name:startswith("x"))
where(u.c.name:startswith("50%", { autoescape = true }))
where(u.c.name:endswith("x_", { autoescape = true, escape = "^" }))
where(u.c.name:contains("a/b", { autoescape = true }))
where(u.c.name:contains("x", { escape = "/" }))
where(u.c.name:istartswith("x"))
where(sa.not_(u.c.name:icontains("x%", { autoescape = true })))
where((u.c.name .. "a"):startswith(u.c.name .. "b"))
where(sa.or_(u.c.name:endswith("x"), u.c.id:eq(1)))
where(u.c.name:like("x/%", { escape = "/" }))
where(u.c.name:not_ilike("x", { escape = "/" }))
