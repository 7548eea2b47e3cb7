local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a", sa.BLOB()), sa.Column("b", sa.BINARY(5)), sa.Column("c", sa.VARBINARY(5)))
