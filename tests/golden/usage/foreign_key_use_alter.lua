local op = require "op"

op.create_foreign_key("fk", "t", "o", { "a" }, { "id" }, { use_alter = true })
