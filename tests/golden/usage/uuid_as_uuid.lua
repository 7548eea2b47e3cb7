local op = require "op"
local sa = require "sa"

op.add_column("t", sa.Column("x", sa.UUID({ as_uuid = false }), { nullable = true }))
