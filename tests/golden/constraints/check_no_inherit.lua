local op = require "op"
local sa = require "sa"

op.create_table("parents",
  sa.Column("a", sa.Integer(), sa.CheckConstraint("a > 0", { postgresql_no_inherit = true })),
  sa.CheckConstraint("a < 9", { name = "own", postgresql_no_inherit = true, postgresql_not_enforced = true }))
op.create_check_constraint("ck", "t", "a > 5", { postgresql_no_inherit = true, postgresql_not_valid = true })
