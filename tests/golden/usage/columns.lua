local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("id", sa.Integer(), { autoincrement = true, nullable = false }),
  sa.Column("a", sa.String({ length = 36 }), { index = true }),
  sa.Column("b", sa.TIMESTAMP({ timezone = true }), { server_default = sa.text("now()"), nullable = false }),
  sa.Column("c", sa.Boolean(), { default = false, onupdate = true }),
  sa.Column("d", sa.Uuid(), { unique = true }),
  sa.PrimaryKeyConstraint("id", { name = op.f("pk_t") }))
