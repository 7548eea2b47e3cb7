local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a", sa.postgresql.JSONB()), sa.Column("b", sa.postgresql.ARRAY(sa.Integer(), { dimensions = 2 })), sa.Column("c", sa.postgresql.INET()), sa.Column("d", sa.postgresql.TSTZRANGE()), sa.Column("e", sa.postgresql.BIT(5, { varying = true })))
