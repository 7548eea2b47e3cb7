-- Runs for every command that looks at a database. It says which database that is and how migrations run on it;
-- without this file a built-in one does the same.
local context = require "context"
local config = context.config

-- What `runner revision --autogenerate` compares the database with.
local target_metadata = require("models").metadata

-- `--sql`: print the statements; no connection is opened.
local function run_migrations_offline()
  context.configure{ url = config:get_main_option "sqlalchemy.url", target_metadata = target_metadata, literal_binds = true }
  context.begin_transaction(function() context.run_migrations() end)
end

local function run_migrations_online()
  local engine = context.engine_from_config(config:get_section(config.config_ini_section), { prefix = "sqlalchemy." })
  engine:connect(function(connection)
    context.configure{ connection = connection, target_metadata = target_metadata }
    context.begin_transaction(function() context.run_migrations() end)
  end)
end

if context.is_offline_mode() then run_migrations_offline() else run_migrations_online() end
