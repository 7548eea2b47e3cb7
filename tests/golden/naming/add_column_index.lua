-- naming: ck = ck_%(table_name)s_%(constraint_name)s
-- naming: fk = fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s
-- naming: ix = ix_%(column_0_label)s
-- naming: pk = pk_%(table_name)s
-- naming: uq = uq_%(table_name)s_%(column_0_name)s
local op = require "op"
local sa = require "sa"

op.add_column("t", sa.Column("x", sa.Integer(), { index = true }))
