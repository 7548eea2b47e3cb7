-- Several databases that move together: every revision has a part for each. Their names are in `databases` of alembic.ini,
-- and each has a section of its own there.
local context = require "context"
local config = context.config

local function database_names()
  local names = {}
  for name in (config:get_main_option("databases", "")):gmatch "[^,%s]+" do names[#names + 1] = name end
  if #names == 0 then error("alembic.ini: `databases` must name at least one section", 0) end
  return names
end

-- For `runner revision --autogenerate`: the metadata of each database, for example
--   local target_metadata = { engine1 = require("models1").metadata, engine2 = require("models2").metadata }
local target_metadata = {}

local function section_of(name)
  local section = config:get_section(name)
  if section == nil then error("alembic.ini has no section [" .. name .. "], which `databases` names", 0) end
  return section
end

-- `--sql`: one file for each database, in the current directory.
local function run_migrations_offline()
  for _, name in ipairs(database_names()) do
    local url = section_of(name)["sqlalchemy.url"]
    context.configure{ url = url, output_buffer = name .. ".sql", target_metadata = target_metadata[name], literal_binds = true }
    context.begin_transaction(function() context.run_migrations{ engine_name = name } end)
  end
end

-- Each database is migrated inside the transaction of the one before it: they are committed when all went well, the last one
-- first, and an error undoes them all. (`transaction_per_migration` commits each revision by itself, here too.)
local function migrate(names, i)
  local name = names[i]
  if name == nil then return end
  local engine = context.engine_from_config(section_of(name), { prefix = "sqlalchemy." })
  engine:connect(function(connection)
    context.configure{ connection = connection, target_metadata = target_metadata[name], upgrade_token = name .. "_upgrades",
      downgrade_token = name .. "_downgrades" }
    context.begin_transaction(function()
      context.run_migrations{ engine_name = name }
      migrate(names, i + 1)
    end)
  end)
end

if context.is_offline_mode() then run_migrations_offline() else migrate(database_names(), 1) end
