local op = require "op"
local sa = require "sa"

op.alter_column({ table_name = "t", column_name = "x", existing_type = sa.VARCHAR({ length = 10 }), nullable = false, existing_nullable = true, existing_server_default = sa.text("'x'") })
