local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a", sa.String()), sa.Column("b", sa.String(10, { collation = "C" })), sa.Column("c", sa.Text()), sa.Column("d", sa.CHAR(3)), sa.Column("e", sa.UnicodeText()))
