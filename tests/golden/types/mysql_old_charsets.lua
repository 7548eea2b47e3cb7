local op = require "op"
local sa = require "sa"

local my = sa.mysql
op.create_table("t",
  sa.Column("a", my.CHAR(3, { ascii = true })),
  sa.Column("b", my.VARCHAR(3, { national = true, collation = "utf8_bin" })),
  sa.Column("c", my.VARCHAR(3, { unicode = true })),
  sa.Column("d", my.TEXT({ ascii = true, binary = true })),
  sa.Column("e", my.VARCHAR(3, { charset = "utf8", unicode = true })))
op.create_table("u",
  sa.Column("f", my.NCHAR(3, { binary = true })),
  sa.Column("g", my.ENUM("a", "b", { ascii = true })),
  sa.Column("h", my.SET("a", { unicode = true, collation = "x" })),
  sa.Column("i", my.LONGTEXT({ ascii = true, collation = "x" })),
  sa.Column("j", my.TEXT({ national = true })))
