local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)))
local o = sa.table("o", sa.column("u_id", sa.Integer))
op.execute(u:delete():where(sa.not_(sa.exists():where(o.c.u_id:eq(u.c.id)))))
op.execute(u:update():where(sa.exists():select_from(o):where(o.c.u_id:eq(u.c.id))):values{ name = "x" })
