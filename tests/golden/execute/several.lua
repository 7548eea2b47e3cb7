local op = require "op"

op.execute("DELETE FROM a; DELETE FROM b WHERE x = ';'")
