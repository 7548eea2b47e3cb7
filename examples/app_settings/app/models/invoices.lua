local sa = require "sa"
local metadata = require "app.models.base"

return sa.Table("invoices", metadata,
  sa.Column("id", sa.Integer(), { primary_key = true }),
  sa.Column("user_id", sa.Integer(), sa.ForeignKey("users.id"), { nullable = false, index = true }),
  sa.Column("cents", sa.BigInteger(), { nullable = false }))
