local op = require "op"

op.alter_column("t", "c", { postgresql_using = "c::integer" })
