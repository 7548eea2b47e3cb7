local op = require "op"
local sa = require "sa"

op.execute(sa.text("DELETE FROM t WHERE a IN :ids"):bindparams(sa.bindparam("ids", { 1, 2, 3 }, { expanding = true })))
