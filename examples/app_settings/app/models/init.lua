-- All models: requiring this declares every table.
require "app.models.users"
require "app.models.invoices"
return { metadata = require "app.models.base" }
