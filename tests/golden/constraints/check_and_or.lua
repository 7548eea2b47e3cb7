local op = require "op"
local sa = require "sa"

op.create_check_constraint("ck",
  "t",
  sa.and_(sa.column("a"):gt(1), sa.or_(sa.column("b"):is_null(), sa.column("b"):lt(5))))
