local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("d", sa.postgresql.JSONB), sa.column("tags", sa.postgresql.ARRAY(sa.Text)))
op.execute(sa.select(t.c.d:op("->>")("k")))
op.execute(t:delete():where(t.c.d:op("@>")("{}")))
