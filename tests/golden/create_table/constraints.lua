local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.Integer()),
  sa.Column("b", sa.Integer(), { unique = true }),
  sa.Column("c", sa.Integer(), sa.ForeignKey("o.id", { ondelete = "CASCADE" })),
  sa.PrimaryKeyConstraint("a", "b", { name = "pk_t" }),
  sa.UniqueConstraint("a", "c", { name = "uq" }),
  sa.CheckConstraint("a > 0", { name = "ck" }),
  sa.ForeignKeyConstraint({ "a", "b" },
    { "p.x", "p.y" },
    { name = "fk", onupdate = "CASCADE", deferrable = true, initially = "DEFERRED" }))
