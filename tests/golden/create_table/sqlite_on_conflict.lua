local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("id", sa.Integer(), { primary_key = true, sqlite_on_conflict_primary_key = "REPLACE" }),
  sa.Column("a", sa.Integer(), { nullable = false, sqlite_on_conflict_not_null = "FAIL" }),
  sa.Column("b", sa.Integer(), { unique = true, sqlite_on_conflict_unique = "IGNORE" }),
  sa.UniqueConstraint("a", "b", { name = "uq", sqlite_on_conflict = "ABORT" }),
  sa.CheckConstraint("a > 0", { name = "ck", sqlite_on_conflict = "ROLLBACK" }))
