local op = require "op"
local sa = require "sa"

local x = sa.column("x", sa.Text)
op.execute(sa.select(sa.cast(x, sa.String(5, { collation = "C" }))):where(sa.cast(x, sa.Text{ collation = "C" }):eq("a")))
op.execute(sa.select(sa.cast(x, sa.Enum("a", "bb", { name = "e", native_enum = false }))))
