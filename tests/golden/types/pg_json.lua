local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a", sa.postgresql.JSONB()), sa.Column("b", sa.postgresql.JSON()))
