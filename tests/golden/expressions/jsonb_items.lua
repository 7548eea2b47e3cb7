local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("doc", sa.postgresql.JSONB), sa.column("tags", sa.postgresql.ARRAY(sa.Text)),
  sa.column("map", sa.postgresql.HSTORE))
op.execute(sa.select(u.c.doc:getitem("a"), u.c.doc:getitem("a"):getitem("b"), u.c.doc:getitem("a", "b c", "", "null", 1)))
op.execute(sa.select(u.c.tags:getitem(1), u.c.tags:slice(1, 2)):where(u.c.tags:getitem(1):eq("x"), u.c.map:getitem("k"):eq("v")))
op.execute(sa.select(sa.type_coerce(sa.func.f(u.c.doc), sa.postgresql.JSONB):getitem("a")))
