local op = require "op"
local sa = require "sa"

op.alter_column("t",
  "c",
  { server_default = sa.Identity({ increment = 4, minvalue = 2, maxvalue = 90, cache = 3, cycle = true }),
    existing_server_default = sa.Identity({ increment = 1 }) })
