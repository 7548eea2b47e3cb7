local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a", sa.Boolean()), sa.Column("b", sa.LargeBinary()), sa.Column("c", sa.JSON()), sa.Column("d", sa.Uuid()), sa.Column("e", sa.custom("ltree")))
