local op = require "op"
local sa = require "sa"

op.batch_delete("log", { where = "created_at < '2020-01-01'", key = "created_at" })
op.batch_delete("log")
op.batch_delete(sa.table("log", sa.column("id")), { where = sa.column("id"):lt(9) })
