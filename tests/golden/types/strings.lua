local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("b", sa.String(10, { collation = "C" })),
  sa.Column("c", sa.Text()),
  sa.Column("d", sa.CHAR(3)),
  sa.Column("e", sa.UnicodeText()),
  sa.Column("f", sa.Unicode(50)),
  sa.Column("g", sa.VARCHAR(50)),
  sa.Column("h", sa.CHAR()),
  sa.Column("i", sa.CLOB()),
  sa.Column("j", sa.TEXT()))
