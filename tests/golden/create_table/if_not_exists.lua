local op = require "op"
local sa = require "sa"

op.create_table_if_not_exists("t", sa.Column("x", sa.Integer()))
