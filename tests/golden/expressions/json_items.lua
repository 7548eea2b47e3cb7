local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("doc", sa.JSON))
local doc = u.c.doc
op.execute(sa.select(doc:getitem("a"), doc:getitem(1), doc:getitem("a", "b", 1), doc:getitem("a"):getitem("b"):as_string()))
op.execute(sa.select(u.c.id):where(
  doc:getitem("a"):as_string():eq("x"),
  doc:getitem("a"):as_integer():gt(5),
  doc:getitem("a"):as_float():lt(1.5),
  doc:getitem("a"):as_boolean():eq(true),
  doc:getitem("a"):as_numeric(10, 2):gt(1),
  doc:getitem("a", "b"):as_string():eq("it's"),
  doc:getitem("a"):is_null()):order_by(doc:getitem("a"):as_integer():desc()))
op.execute(sa.select(doc:getitem("a"):as_json(), doc:getitem("it's"), doc:getitem("a"):as_string() .. "x", doc:getitem("a"):as_integer() + 1))
op.execute(u:update():values{ id = doc:getitem("id"):as_integer() })
