local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("x", sa.Integer()),
  { mysql_engine = "InnoDB", mysql_partition_by = "HASH(x)", mysql_partitions = "4" })
