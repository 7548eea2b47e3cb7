local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a", sa.postgresql.CITEXT()), sa.Column("b", sa.postgresql.TSVECTOR()))
