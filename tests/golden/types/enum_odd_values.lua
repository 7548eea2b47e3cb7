local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("e", sa.Enum("it's", "say \"hi\"", "50%", "naïve", "", { name = "Odd Enum" })))
