local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
op.execute(sa.select(sa.func.now(), sa.func.coalesce(u.c.name, "x"), sa.func.pg_catalog.lower(u.c.name), sa.func.count(), sa.func.current_date()))
op.execute(sa.select(sa.literal(5), sa.literal("x", sa.String()), sa.literal_column("1 + 1"), sa.text("now()"), sa.true_(), sa.null()))
