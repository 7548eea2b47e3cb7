local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a", sa.Text(100)), sa.Column("b", sa.UnicodeText(7)))
