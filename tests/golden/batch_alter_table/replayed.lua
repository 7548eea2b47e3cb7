local op = require "op"
local sa = require "sa"

op.create_table("foo", sa.Column("id", sa.Integer(), { primary_key = true }), sa.Column("a", sa.Integer()), sa.Column("b", sa.String(9)))
op.create_index("ix_b", "foo", { "b" })
op.batch_alter_table("foo", function(batch)
  batch.create_foreign_key("fk_a", "o", { "a" }, { "id" })
  batch.alter_column("b", { new_column_name = "c" })
end)
