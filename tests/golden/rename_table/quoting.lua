local op = require "op"

op.rename_table("A b", "order", { schema = "db.Schema" })
