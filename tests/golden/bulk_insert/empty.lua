local op = require "op"
local sa = require "sa"

op.bulk_insert(sa.table("t", sa.column("id", sa.Integer)), {})
