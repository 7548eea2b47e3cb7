local op = require "op"
local sa = require "sa"

-- What the new one leaves out stays as it is ...
op.alter_column("t", "c",
  { server_default = sa.Identity{ always = false, start = 3, cache = 2 },
    existing_server_default = sa.Identity{ always = false, start = 3, maxvalue = 9999, minvalue = 0 } })
op.alter_column("t", "c",
  { server_default = sa.Identity{ nominvalue = true, cycle = false }, existing_server_default = sa.Identity{ minvalue = 3, cycle = true } })
-- ... unless leaving out is all that it does.
op.alter_column("t", "c",
  { server_default = sa.Identity(),
    existing_server_default = sa.Identity{ start = 5, increment = 2, minvalue = 5, maxvalue = 50, cache = 4, cycle = true } })
