local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a", sa.postgresql.UUID()), sa.Column("b", sa.postgresql.UUID({ as_uuid = true })))
