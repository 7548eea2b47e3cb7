local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("doc", sa.postgresql.JSONB))
local items = sa.func.jsonb_array_elements(u.c.doc):table_valued("value")
local e = items:lateral("e")
op.execute(sa.select(u.c.id, e.c.value):select_from(u, e))
local d = items:render_derived():lateral("d")
op.execute(sa.select(u.c.id, d.c.value):select_from(u, d))
local r = sa.func.json_to_recordset(u.c.doc):table_valued(sa.column("a", sa.Integer), sa.column("b", sa.Text))
  :render_derived{ with_types = true }:lateral("r")
op.execute(sa.select(r.c.a):select_from(u, r))
