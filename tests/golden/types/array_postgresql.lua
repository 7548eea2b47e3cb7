local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.postgresql.ARRAY(sa.Text())),
  sa.Column("b", sa.postgresql.ARRAY(sa.postgresql.UUID())),
  sa.Column("c", sa.postgresql.ARRAY(sa.Numeric(10, 2), { dimensions = 3 })),
  sa.Column("d", sa.postgresql.ARRAY(sa.DateTime({ timezone = true }))))
