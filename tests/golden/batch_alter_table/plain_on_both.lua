local op = require "op"
local sa = require "sa"

op.batch_alter_table("foo", function(batch)
  batch.add_column(sa.Column("y", sa.Integer()))
  batch.create_index("ix_y", { "y" })
end)
