local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a", sa.NCHAR(3)), sa.Column("b", sa.NVARCHAR(3)))
