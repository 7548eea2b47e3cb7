-- One metadata for all modules; its naming convention gives every constraint a name that can be dropped later.
local sa = require "sa"

return sa.MetaData{
  naming_convention = {
    ix = "ix_%(table_name)s_%(column_0_name)s",
    uq = "uq_%(table_name)s_%(column_0_name)s",
    fk = "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    pk = "pk_%(table_name)s",
  },
}
