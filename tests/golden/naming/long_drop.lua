-- naming: ck = ck_%(table_name)s_%(constraint_name)s
-- naming: fk = fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s
-- naming: ix = ix_%(column_0_label)s
-- naming: pk = pk_%(table_name)s
-- naming: uq = uq_%(table_name)s_%(column_0_name)s
local op = require "op"

op.drop_constraint("a_check_with_a_long_name_of_its_own",
  "a_rather_long_table_name_that_goes_on",
  { type_ = "check" })
