local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("e", sa.postgresql.ENUM("a", "b", { name = "en", create_type = false })))
