local op = require "op"
local sa = require "sa"

op.execute("DELETE FROM a; DELETE FROM b WHERE x = ';'")
