local sa = require "sa"
local metadata = require "app.models.base"

return sa.Table("users", metadata,
  sa.Column("id", sa.Integer(), { primary_key = true }),
  sa.Column("email", sa.String(200), { nullable = false, unique = true }))
