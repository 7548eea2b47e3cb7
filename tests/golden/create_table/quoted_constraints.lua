local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("A", sa.Integer()),
  sa.UniqueConstraint("A", { name = "Uq A" }),
  sa.CheckConstraint("\"A\" > 0", { name = "Ck A" }),
  sa.ForeignKeyConstraint({ "A" }, { "Other.Id" }, { name = "Fk A" }))
