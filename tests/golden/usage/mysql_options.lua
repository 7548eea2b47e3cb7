local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("id", sa.Integer()), { mysql_engine = "InnoDB", mysql_charset = "utf8" })
