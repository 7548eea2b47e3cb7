local op = require "op"

op.create_index("My Index", "My Table", { "userName", "order" }, { schema = "Odd.Schema" })
