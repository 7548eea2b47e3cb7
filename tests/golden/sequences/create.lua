local op = require "op"
local sa = require "sa"

op.create_sequence("s")
op.create_sequence("S 2", { schema = "s1", if_not_exists = true, start = 5, increment = 2, minvalue = 1, maxvalue = 99, cache = 3, cycle = true, data_type = "INTEGER" })
op.create_sequence("s3", { owned_by = "t.id", nominvalue = true, nomaxvalue = true })
