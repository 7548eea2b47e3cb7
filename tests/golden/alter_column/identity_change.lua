local op = require "op"
local sa = require "sa"

op.alter_column("t",
  "c",
  { server_default = sa.Identity({ always = true, start = 8 }),
    existing_server_default = sa.Identity({ start = 5 }) })
