local op = require "op"
local sa = require "sa"

op.batch_alter_table("t", {}, function(batch)
  batch.alter_column("a",
    { existing_type = sa.VARCHAR({ length = 5 }), type_ = sa.Text(), nullable = false, existing_nullable = true })
  batch.drop_column("b")
  batch.drop_constraint(batch.f("uq"), { type_ = "unique" })
  batch.create_foreign_key(batch.f("fk"), "o", { "a" }, { "id" }, { ondelete = "CASCADE" })
  batch.create_unique_constraint(batch.f("uq2"), { "a" })
  batch.create_primary_key("pk", { "a" })
end)
