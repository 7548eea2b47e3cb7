local op = require "op"
local sa = require "sa"

op.add_column("My Table", sa.Column("userName", sa.Integer()), { schema = "Odd.Schema" })
