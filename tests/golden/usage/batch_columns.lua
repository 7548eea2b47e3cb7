local op = require "op"
local sa = require "sa"

op.batch_alter_table("t", { schema = "s" }, function(batch)
  batch.add_column(sa.Column("x", sa.Integer(), { nullable = true }))
  batch.create_index(batch.f("ix_t_x"), { "x" }, { unique = true })
  batch.drop_index("ix_old")
end)
