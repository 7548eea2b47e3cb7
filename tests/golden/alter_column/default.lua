local op = require "op"

op.alter_column("t", "c", { server_default = "q" })
