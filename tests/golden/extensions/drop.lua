local op = require "op"
local sa = require "sa"

op.drop_extension("citext")
op.drop_extension("uuid-ossp", { if_exists = true, cascade = true })
