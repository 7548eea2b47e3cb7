local op = require "op"
local sa = require "sa"

local d = sa.table("d", sa.column("id", sa.Integer), sa.column("doc", sa.postgresql.JSONB),
  sa.column("tags", sa.postgresql.ARRAY(sa.Text)), sa.column("during", sa.postgresql.DATERANGE))
local function where(condition) op.execute(sa.select(d.c.id):where(condition)) end
where(d.c.tags:contains{ "a" })
where(d.c.tags:contained_by{ "a", "b" })
where(d.c.tags:overlap{ "a", "b" })
where(d.c.tags:any("a"))
where(sa.not_(d.c.tags:all("a")))
where(d.c.doc:contains{ a = 1 })
where(sa.and_(d.c.doc:has_key("a"), d.c.doc:has_any{ "a", "b" }, d.c.doc:has_all{ "a", "b" }))
where(d.c.during:contains("2020-01-01"))
op.execute(sa.select(sa.postgresql.array{ d.c.id, 2 },
  sa.func.string_agg(d.c.id, sa.postgresql.aggregate_order_by(sa.literal(","), d.c.id:desc()))))
