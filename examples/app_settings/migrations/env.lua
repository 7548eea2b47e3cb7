-- The application knows its database already: app/config/<APP_ENV>.json, with the password from the environment.
local context = require "context"
local sa = require "sa"
local config = context.config

local target_metadata = require("app.models.init").metadata
local here = config.config_file_name:match("^(.*)/") or "."

local function settings()
  local name = here .. "/app/config/" .. (os.getenv "APP_ENV" or "development") .. ".json"
  local file = io.open(name)
  if not file then error("there is no " .. name .. "; APP_ENV is development or production") end
  local text = file:read("*a")
  file:close()
  return sa.json.decode(text)
end

local function escaped(text)
  return (text:gsub("[^%w%-._~]", function(c) return string.format("%%%02X", c:byte()) end))
end

local function url(database)
  if database.driver == "sqlite" then return "sqlite:///" .. here .. "/" .. database.name end
  local password = os.getenv "APP_DB_PASSWORD"
  return string.format("%s://%s%s@%s/%s", database.driver, escaped(database.user), password and ":" .. escaped(password) or "",
    database.host, escaped(database.name))
end

-- What is set here is read as in the ini file: "%" is written "%%". --url still comes first.
config:set_main_option("sqlalchemy.url", (url(settings().database):gsub("%%", "%%%%")))

if context.is_offline_mode() then
  context.configure{ url = config:get_main_option "sqlalchemy.url", target_metadata = target_metadata, literal_binds = true }
  context.begin_transaction(function() context.run_migrations() end)
else
  context.engine_from_config(config:get_section(config.config_ini_section), { prefix = "sqlalchemy." }):connect(function(connection)
    context.configure{ connection = connection, target_metadata = target_metadata }
    context.begin_transaction(function() context.run_migrations() end)
  end)
end
