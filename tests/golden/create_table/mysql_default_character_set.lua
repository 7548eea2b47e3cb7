local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("x", sa.Integer()),
  { mysql_default_character_set = "utf8mb4", mysql_comment = "it's" })
