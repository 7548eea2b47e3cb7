local op = require "op"

op.drop_table("T", { schema = "db.Schema" })
