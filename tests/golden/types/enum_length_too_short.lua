local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("e", sa.Enum("abc", { name = "en", native_enum = false, length = 2 })))
