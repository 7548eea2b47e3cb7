local op = require "op"
local sa = require "sa"

op.add_column("t",
  sa.Column("x",
    sa.Integer(),
    sa.ForeignKey("o.id",
      { name = "fk", ondelete = "CASCADE", onupdate = "SET NULL", deferrable = true, initially = "DEFERRED" })),
  { inline_references = true })
