local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer),
  sa.column("amount", sa.Numeric(10, 2)), sa.column("at", sa.DateTime), sa.column("ok", sa.Boolean))

local s = sa.select(u.c.id)
op.execute(s:with_for_update())
op.execute(s:with_for_update{ nowait = true })
op.execute(s:with_for_update{ skip_locked = true, of = u })
op.execute(s:with_for_update{ read = true })
op.execute(s:with_for_update{ key_share = true })
op.execute(s:with_for_update{ read = true, key_share = true, of = { u.c.id } })
