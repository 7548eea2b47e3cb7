local op = require "op"
local sa = require "sa"

op.create_extension("citext")
op.create_extension("uuid-ossp", { if_not_exists = true, schema = "ext", version = "1.1", cascade = true })
