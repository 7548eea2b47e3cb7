local op = require "op"
local sa = require "sa"

op.create_table("stays",
  sa.Column("room", sa.custom("int4range")),
  sa.Column("Days", sa.custom("daterange")),
  sa.PrimaryKeyConstraint("room", "Days", { postgresql_without_overlaps = true }),
  sa.UniqueConstraint("Days", { name = "u", postgresql_without_overlaps = true }),
  sa.ForeignKeyConstraint({ "room", "Days" }, { "rooms.id", "rooms.open" }, { name = "f", postgresql_period = true }),
  sa.CheckConstraint("room <> 'empty'", { name = "c", postgresql_not_enforced = true }))
