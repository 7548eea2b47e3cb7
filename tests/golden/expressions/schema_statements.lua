local op = require "op"
local sa = require "sa"

op.execute(sa.schema.CreateSequence(sa.schema.Sequence("sq", { start = 5, increment = 2 })))
op.execute(sa.schema.DropSequence(sa.Sequence("sq"), { if_exists = true }))
op.execute(sa.schema.CreateSchema("s1", { if_not_exists = true }))
op.execute(sa.schema.DropSchema("s1", { cascade = true }))
op.execute(sa.DDL("ALTER TABLE u ALTER COLUMN a SET DEFAULT 'a:b 5%%'"))
op.execute(sa.sql.text("SELECT 1"))
