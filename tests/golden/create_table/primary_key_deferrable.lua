local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.String(3)),
  sa.PrimaryKeyConstraint("a", { name = "pk", deferrable = true, initially = "DEFERRED" }))
