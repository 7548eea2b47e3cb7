local op = require "op"
local sa = require "sa"

op.create_table("My Table",
  sa.Column("userName", sa.Integer(), { primary_key = true }),
  sa.Column("order", sa.Integer()),
  sa.Column("user", sa.Integer()),
  sa.Column("1abc", sa.Integer()),
  sa.Column("a-b", sa.Integer()),
  sa.Column("we\"ird`x", sa.Integer()),
  sa.Column("$a", sa.Integer()),
  sa.Column("a$b", sa.Integer()),
  sa.Column("_x", sa.Integer()),
  sa.Column("é", sa.Integer()),
  sa.Column("a.b", sa.Integer()),
  sa.Column("per%cent", sa.Integer()),
  sa.Column("UPPER", sa.Integer()),
  sa.Column("date", sa.Integer()),
  sa.Column("key", sa.Integer()),
  sa.Column("group", sa.Integer()),
  sa.Column("desc", sa.Integer()),
  sa.Column("co:lon", sa.Integer()),
  sa.Column("back\\slash", sa.Integer()))
