local op = require "op"

op.execute("\n    UPDATE t\n    SET a = 1\n    WHERE b = 2\n")
