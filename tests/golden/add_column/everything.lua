local op = require "op"
local sa = require "sa"

op.add_column("t",
  sa.Column("x",
    sa.Integer(),
    sa.ForeignKey("o.id", { name = "fk" }),
    { unique = true, comment = "c", server_default = "1", nullable = false }))
