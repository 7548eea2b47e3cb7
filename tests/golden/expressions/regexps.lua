local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer),
  sa.column("amount", sa.Numeric(10, 2)), sa.column("at", sa.DateTime), sa.column("ok", sa.Boolean))

local function where(condition) op.execute(sa.select(u.c.id):where(condition)) end
where(u.c.name:regexp_match("^x"))
where(u.c.name:regexp_match("^x", { flags = "i" }))
where(sa.not_(u.c.name:regexp_match("^x", { flags = "i" })))
where(u.c.name:regexp_match("^x", { flags = "in" }))
where(sa.not_((u.c.name .. "q"):regexp_match(u.c.name .. "^x")))
where(u.c.name:match("x"))
