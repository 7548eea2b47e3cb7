local op = require "op"
local sa = require "sa"

local u = sa.table("u", sa.column("id", sa.Integer), sa.column("name", sa.String(20)), sa.column("score", sa.Integer))
local insert = sa.postgresql.insert(u):values{ id = 1, name = "ann", score = 2 }
op.execute(insert:on_conflict_do_update{
  index_elements = { "id" },
  set = { name = insert.excluded.name, score = u.c.score + insert.excluded.score },
  where = u.c.name:ne(insert.excluded.name),
})
