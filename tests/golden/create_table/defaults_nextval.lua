local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a", sa.Integer(), { server_default = sa.text("nextval('s'::regclass)") }))
