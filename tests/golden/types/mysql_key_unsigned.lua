local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("id", sa.mysql.INTEGER({ unsigned = true }), { primary_key = true }))
