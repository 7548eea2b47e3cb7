local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("e", sa.ARRAY(sa.Enum("a", "b", { name = "en" }))))
