local op = require "op"
local sa = require "sa"

local m = sa.MetaData()
local t = sa.Table("foo", m, sa.Column("id", sa.Integer(), { primary_key = true }), sa.Column("data", sa.String(50)), sa.Column("x", sa.Integer()), sa.UniqueConstraint("data", { name = "uq_data" }))
op.batch_alter_table("foo", { copy_from = t }, function(batch)
  batch.drop_column("x")
  batch.alter_column("data", { type_ = sa.Text(), nullable = false })
  batch.add_column(sa.Column("y", sa.Integer()))
end)
