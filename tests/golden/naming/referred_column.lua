-- naming: ck = ck_%(column_0_name)s
-- naming: fk = fk_%(column_0_label)s_%(referred_column_0_name)s
-- naming: ix = ix_%(column_0N_name)s
-- naming: uq = uq_%(table_name)s_%(column_0_N_name)s
local op = require "op"

op.create_foreign_key(nil, "t", "o", { "a" }, { "id" })
