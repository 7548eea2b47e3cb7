local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a", sa.Text()), sa.Column("b", sa.Text()),
  sa.PrimaryKeyConstraint("a", { sqlite_collate = { a = "RTRIM" }, sqlite_on_conflict = "REPLACE" }),
  sa.UniqueConstraint("a", "b", { name = "uq", sqlite_collate = { b = "NOCASE" }, sqlite_order = { b = "DESC" } }))
