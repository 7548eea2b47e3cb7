local op = require "op"

op.create_index({ index_name = "ix", table_name = "t", columns = { "a" }, unique = false })
op.drop_index({ index_name = "ix", table_name = "t" })
