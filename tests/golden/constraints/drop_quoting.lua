local op = require "op"

op.drop_constraint("Uq A", "My Table", { type_ = "unique" })
