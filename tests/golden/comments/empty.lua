local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a", sa.Integer(), { comment = "" }), { comment = "" })
op.add_column("t", sa.Column("b", sa.Integer(), { comment = "" }))
op.create_table_comment("t", "")
