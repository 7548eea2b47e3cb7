local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
local a = sa.table("a", sa.column("user_id", sa.Integer), sa.column("city", sa.String(20)))
local log = sa.table("log", sa.column("id", sa.Integer), sa.column("name", sa.String(20)))
op.execute(sa.insert(log):from_select({ "id", "name" },
  sa.select(u.c.id, a.c.city):select_from(u:join(a, a.c.user_id:eq(u.c.id)):outerjoin(log, log.c.id:eq(u.c.id))):where(a.c.city:ne("x"))))
