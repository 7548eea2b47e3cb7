local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("id", sa.Integer()), { postgresql_with_oids = false })
