-- Every tenant has a schema of its own, with its own version table. -x tenant=NAME takes one of them.
local context = require "context"
local config = context.config
local target_metadata = require("models").metadata

local here = config.config_file_name:match("^(.*)/") or "."
local chosen = context.get_x_argument{ as_dictionary = true }.tenant

local function tenants()
  local names = {}
  for line in io.lines(here .. "/tenants.txt") do
    if line:match "%S" and (chosen == nil or chosen == line) then
      -- They become part of SQL.
      if not line:match "^[a-z][a-z0-9_]*$" then error("tenants.txt: '" .. line .. "' cannot be the name of a schema", 0) end
      names[#names + 1] = line
    end
  end
  if #names == 0 then error("tenants.txt has no tenant '" .. tostring(chosen) .. "'", 0) end
  return names
end

local function run_migrations_offline()
  for _, tenant in ipairs(tenants()) do
    context.configure{ url = config:get_main_option "sqlalchemy.url", literal_binds = true, version_table_schema = tenant }
    context.begin_transaction(function()
      context.execute("CREATE SCHEMA IF NOT EXISTS " .. tenant)
      context.execute("SET search_path TO " .. tenant)
      context.run_migrations()
    end)
  end
end

local function run_migrations_online()
  local engine = context.engine_from_config(config:get_section(config.config_ini_section), { prefix = "sqlalchemy." })
  for _, tenant in ipairs(tenants()) do
    engine:connect(function(connection)
      connection:execute("SET client_min_messages = warning")
      connection:execute("CREATE SCHEMA IF NOT EXISTS " .. tenant)
      connection:execute("SET search_path TO " .. tenant)
      connection:commit()
      context.configure{ connection = connection, target_metadata = target_metadata, version_table_schema = tenant }
      -- What fails is told at the end, with the tenant's version table; the others need not wait for it.
      pcall(context.begin_transaction, function() context.run_migrations() end)
    end)
  end
end

if context.is_offline_mode() then run_migrations_offline() else run_migrations_online() end
