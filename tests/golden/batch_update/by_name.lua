local op = require "op"

op.batch_update("Account", { set = { status = "it's done", n = 5 }, where = "status IS NULL OR n < 3", schema = "app", batch_size = 10 })
op.batch_update("account", { set = { n = 5 } })
