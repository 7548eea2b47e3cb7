local op = require "op"
local sa = require "sa"

local t = sa.table("t", sa.column("a", sa.String))
op.execute(sa.text("UPDATE t SET a = :v"):bindparams(sa.bindparam("v", { value = "x", type_ = sa.String })))
