local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("id", sa.Integer(), { nullable = false }),
  sa.Column("o", sa.Integer()),
  sa.ForeignKeyConstraint({ columns = { "o" }, refcolumns = { "o.id" }, name = op.f("fk_t_o"), ondelete = "CASCADE", onupdate = "CASCADE" }),
  sa.PrimaryKeyConstraint("id"),
  sa.UniqueConstraint("o", { name = "uq_o" }),
  sa.CheckConstraint("o > 0", { name = "ck_o" }))
