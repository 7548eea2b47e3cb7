local op = require "op"
local sa = require "sa"

op.add_column("t",
  sa.Column("x", sa.postgresql.JSONB({ astext_type = sa.Text(), none_as_null = true }), { nullable = true }))
