-- naming: ck = ck_%(table_name)s_%(constraint_name)s
-- naming: fk = fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s
-- naming: ix = ix_%(column_0_label)s
-- naming: pk = pk_%(table_name)s
-- naming: uq = uq_%(table_name)s_%(column_0_name)s
local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("id", sa.Integer()),
  sa.Column("n", sa.Integer()),
  sa.PrimaryKeyConstraint("id", { name = op.f("my_pk") }),
  sa.UniqueConstraint("n", { name = op.f("my_uq") }),
  sa.CheckConstraint("n > 1", { name = op.f("my_ck") }))
