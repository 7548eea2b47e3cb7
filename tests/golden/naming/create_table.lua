-- naming: ck = ck_%(table_name)s_%(constraint_name)s
-- naming: fk = fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s
-- naming: ix = ix_%(column_0_label)s
-- naming: pk = pk_%(table_name)s
-- naming: uq = uq_%(table_name)s_%(column_0_name)s
local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("id", sa.Integer(), { primary_key = true }),
  sa.Column("u", sa.Integer(), sa.ForeignKey("users.id")),
  sa.Column("e", sa.String(9), { unique = true }),
  sa.Column("n", sa.Integer(), { index = true }),
  sa.CheckConstraint("n > 1", { name = "positive" }))
