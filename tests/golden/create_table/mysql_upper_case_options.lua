local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("x", sa.Integer()), { mysql_ENGINE = "InnoDB", mysql_DEFAULT_CHARSET = "UTF8" })
