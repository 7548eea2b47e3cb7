local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("doc", sa.JSON))
op.execute(sa.select(u.c.doc:getitem("a"):astext(), u.c.doc:getitem("a", "b"):astext())
  :where(u.c.doc:getitem("a"):astext():eq("x")))
