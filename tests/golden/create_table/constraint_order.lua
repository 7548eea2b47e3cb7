local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.Integer(), sa.ForeignKey("o.id"), { unique = true }),
  sa.Column("b", sa.Integer(), sa.ForeignKey("p.id")),
  sa.CheckConstraint("a > b", { name = "ck" }),
  sa.UniqueConstraint("a", "b", { name = "uq" }),
  sa.PrimaryKeyConstraint("a", "b", { name = "pk" }),
  sa.ForeignKeyConstraint({ "b" }, { "q.x" }, { name = "fk" }))
