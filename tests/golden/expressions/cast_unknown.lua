local op = require "op"
local sa = require "sa"

op.execute(sa.select(sa.cast(sa.column("x"), sa.postgresql.INET)))
