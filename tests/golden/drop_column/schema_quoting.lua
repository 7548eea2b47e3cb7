local op = require "op"

op.drop_column("My Table", "userName", { schema = "Odd.Schema" })
