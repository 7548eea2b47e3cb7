local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("s", sa.String(9), { server_default = "it's" }), sa.Column("n", sa.Integer(), { server_default = "5" }), sa.Column("d", sa.DateTime(), { server_default = sa.func.now() }), sa.Column("b", sa.Boolean(), { server_default = sa.false_(), nullable = false }), sa.Column("x", sa.Integer(), { server_default = sa.text("(1 + 2)") }), sa.Column("z", sa.Integer(), { server_default = sa.null() }))
