local sa = require "sa"

local metadata = sa.MetaData({ naming_convention = { pk = "pk_%(table_name)s", ix = "ix_%(column_0_label)s" } })

sa.Table("customers", metadata,
  sa.Column("id", sa.Integer(), { primary_key = true }),
  sa.Column("name", sa.String(80), { nullable = false }),
  sa.Column("email", sa.String(120), { index = true }))

return { metadata = metadata }
