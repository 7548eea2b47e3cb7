local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a", sa.mysql.ENUM("x", "y'z", { charset = "latin1" })))
