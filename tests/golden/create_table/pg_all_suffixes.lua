local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("id", sa.Integer()),
  { postgresql_inherits = "p",
    postgresql_partition_by = "LIST (id)",
    postgresql_using = "heap",
    postgresql_on_commit = "DROP",
    postgresql_tablespace = "ts" })
