-- require "context": what env.lua sees. A thin face over the natives that the engine passes in `host`; everything that decides
-- or has an effect is on the other side.
local host = ...
local op = host.op

local config = {
  config_ini_section = host.section,
  config_file_name = host.file,
  attributes = {},
  cmd_opts = host.cmd_opts,
}

function config:get_main_option(key, default)
  local value = host.config_get(host.section, key)
  if value == nil then return default end
  return value
end

function config:set_main_option(key, value) host.config_set(host.section, key, value) end

function config:get_section(name, default)
  local section = host.config_section(name or host.section)
  if section == nil then return default end
  return section
end

function config:get_section_option(section, key, default)
  local value = host.config_get(section, key)
  if value == nil then return default end
  return value
end

function config:set_section_option(section, key, value) host.config_set(section, key, value) end
config.get_alembic_option = config.get_main_option

-- A revision's module is loaded when it is asked for.
local revision_meta = {
  __index = function(revision, key)
    if key ~= "module" then return nil end
    local module = host.load_revision(revision.revision)
    rawset(revision, "module", module)
    return module
  end,
}

local function revision_of(id)
  local revision = id and host.get_revision(id)
  return revision and setmetatable(revision, revision_meta)
end

local function revisions_of(ids)
  local list = {}
  for i, id in ipairs(ids) do list[i] = revision_of(id) end
  return list
end

local script = {}
function script:get_revision(id) return revision_of(id) end
function script:get_revisions(ids) return revisions_of(type(ids) == "table" and ids or { ids }) end
function script:get_heads(options) return host.heads(not (options and options.consider_depends_on)) end
function script:get_bases() return host.bases() end
function script:get_current_head() return host.head() end
function script:walk_revisions(base, head)
  local list, i = host.walk_revisions(base or "base", head or "heads"), 0
  return function()
    i = i + 1
    return list[i] and setmetatable(list[i], revision_meta)
  end
end

-- Methods want the colon, and a name that is nearly one of theirs is a slip; what else is not there is nil.
local function make_helpful(object, name)
  for key, method in pairs(object) do
    if type(method) == "function" then
      object[key] = function(self, ...)
        if self ~= object then host.wants_colon(name .. ":" .. key) end
        return method(self, ...)
      end
    end
  end
  setmetatable(object, { __index = function(_, key) return host.slip(name .. ".", tostring(key), object) end })
end

make_helpful(config, "config")
make_helpful(script, "script")

local function print_stdout(text, ...) host.print_stdout(select("#", ...) > 0 and string.format(text, ...) or text) end
-- With a colon or a dot.
function config.print_stdout(first, ...)
  if first == config then return print_stdout(...) end
  return print_stdout(first, ...)
end

local context = { config = config, script = script, attributes = config.attributes }

context.is_offline_mode = host.is_offline_mode
function context.requires_connection() return not host.is_offline_mode() end

-- get_x_argument{ as_dictionary = true }, or get_x_argument(true)
function context.get_x_argument(options)
  local as_dictionary = options
  if type(options) == "table" then as_dictionary = options.as_dictionary end
  local list = host.x_arguments()
  if not as_dictionary then return list end
  local dictionary = {}
  for _, item in ipairs(list) do
    local key, value = item:match("^(.-)=(.*)$")
    dictionary[key or item] = value or ""
  end
  return dictionary
end

context.get_tag_argument = host.tag
context.get_head_revisions = host.heads
context.get_head_revision = host.head
context.get_revision_argument = host.revision_argument
context.get_starting_revision_argument = host.starting_argument
-- The ini's target_metadata (model files, globs; a file of SQL; a database's URL) stands in where env.lua passes none.
function context.configure(options)
  local globs = host.target_metadata_globs()
  if type(options) == "table" and options.target_metadata == nil and #globs > 0 then
    local elsewhere = #globs == 1 and (globs[1]:find("://", 1, true) or globs[1]:find("%.sql$"))
    options.target_metadata = elsewhere and globs[1] or require("sa").discover(unpack(globs))
  end
  return host.configure(options)
end
context.begin_transaction = host.begin_transaction
context.run_migrations = host.run_migrations
context.static_output = host.static_output
context.create_engine = host.create_engine

function context.engine_from_config(section, options)
  return host.engine_from_section(section, (options and options.prefix) or "sqlalchemy.")
end

function context.execute(sql, options)
  host.open_transaction()
  return op.execute(sql, options)
end

function context.get_bind()
  host.require_configured()
  return op.get_bind()
end

function context.get_context()
  host.require_configured()
  return op.get_context()
end
context.get_impl = context.get_context
context.is_transactional_ddl = host.is_transactional_ddl

-- What op.get_context() has besides what every script sees: for env.lua and its hooks.
function host.context_fields(options)
  local fields = { config = config, script = script, opts = options }
  function fields.get_current_heads() return host.current_heads() end
  function fields.get_current_revision()
    local heads = host.current_heads()
    if #heads > 1 then
      error("Version table '" .. host.version_table() .. "' has more than one head present; please use get_current_heads()", 0)
    end
    return heads[1]
  end
  function fields:execute(...) return context.execute(...) end
  return fields
end

-- on_version_apply: Alembic's keywords in one table; revisions behind the ids are looked up when they are asked for.
local step_meta = {
  __index = function(step, key)
    local ids = rawget(step, (key:gsub("s$", "")) .. "_ids")
    if ids == nil then return nil end
    local found = key:sub(-1) == "s" and revisions_of(ids) or revision_of(ids[1])
    rawset(step, key, found)
    return found
  end,
}

function host.version_applied(hook, step, heads, run_args)
  hook{ ctx = context.get_context(), step = setmetatable(step, step_meta), heads = heads, run_args = run_args }
end

-- A misspelt function is named with what it may have meant; probing with rawget stays possible.
return setmetatable(context, { __index = function(_, name) host.unknown_function(tostring(name)) end })
