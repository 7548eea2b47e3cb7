local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.mysql.DATETIME({ fsp = 6 })),
  sa.Column("b", sa.mysql.TIMESTAMP({ fsp = 3 })),
  sa.Column("c", sa.mysql.TIME({ fsp = 2 })))
