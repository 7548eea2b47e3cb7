local op = require "op"
local sa = require "sa"

op.execute(sa.text("DELETE FROM t WHERE id IN :ids"), { params = { ids = {} } })
op.execute(sa.text("DELETE FROM t WHERE id IN (:ids)"), { params = { ids = {} } })
