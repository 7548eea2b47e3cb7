local op = require "op"
local sa = require "sa"

op.create_table("My Table", sa.Column("Order", sa.Integer(), { primary_key = true }), sa.Column("we\"ird", sa.Text()), sa.Column("user", sa.Text()))
