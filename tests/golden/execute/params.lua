local op = require "op"
local sa = require "sa"

op.execute("INSERT INTO t (a, b) VALUES (:a, :b)", { params = { a = "it's", b = 5 } })
