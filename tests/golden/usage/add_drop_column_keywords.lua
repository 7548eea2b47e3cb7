local op = require "op"
local sa = require "sa"

op.add_column({ table_name = "t", column = sa.Column("x", sa.Integer()), schema = "s" })
op.drop_column({ table_name = "t", column_name = "x", schema = "s" })
