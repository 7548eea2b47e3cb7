local op = require "op"
local sa = require "sa"

op.create_enum("mood", { "a", "b" })
op.create_table("t", sa.Column("m", sa.Enum("a", "b", { name = "mood" })))
op.add_column("t", sa.Column("n", sa.Enum("a", "b", { name = "mood", create_constraint = true })))
op.create_table("u", sa.Column("m", sa.postgresql.ENUM("a", "b", { name = "mood", create_type = false })))
