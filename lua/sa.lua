-- The parts of sa that are neither items nor types nor expressions: models, JSON, small helpers. What is not here comes
-- from statement.lua.
local host = ...
local statement = require "statement"

local MetaData = host.metatable "MetaData"
local Table = host.metatable "Table"
local Type = host.metatable "Type"
local fail, describe, kind_of, is_none = host.fail, host.describe, host.kind, host.is_none

local sa = setmetatable({}, { __index = statement })

sa.none, sa.NULL = host.none, host.none
sa.or_null = function(value)
  if value == nil then return host.none end
  if type(value) == "function" then fail("sa.or_null: a value was expected, not " .. describe(value)) end
  return value
end
sa.uuid4 = host.uuid4
sa.json = { encode = host.json_encode, decode = host.json_decode }
sa.json_array = function(list)
  if list ~= nil and type(list) ~= "table" then fail("sa.json_array: a list was expected, not " .. describe(list)) end
  return setmetatable(list or {}, host.metatable "json_array")
end
sa.inspect = host.bound("sa.inspect", function(a) return host.inspector(a.connection) end)

-- sa.DDL("..."): SQL as it is, without parameters; "%%" is "%", as in SQLAlchemy.
sa.DDL = host.bound("sa.DDL", function(a)
  return statement.text((tostring(a.sql):gsub("%%%%", "%%"):gsub("[\\]?:", "\\:")))
end)

-- sa.schema.CreateSequence(sa.Sequence("q")) and its like: operations, which op.execute runs.
local function operation(name, element, options)
  local fields = {}
  for key, value in pairs(type(element) == "table" and element or { name = element }) do
    if type(key) == "string" then fields[key] = value end
  end
  for key, value in pairs(options) do fields[key] = value end
  fields.operation = name
  return setmetatable(fields, host.metatable "Operation")
end

for name, operation_name in pairs{ CreateSequence = "create_sequence", DropSequence = "drop_sequence" } do
  local call = "sa.schema." .. name
  sa["schema." .. name] = host.bound(call, function(a)
    if kind_of(a.element) ~= "Sequence" then
      fail(call .. ": sa.Sequence(name) was expected, not " .. describe(a.element))
    end
    return operation(operation_name, a.element, { if_exists = a.if_exists, if_not_exists = a.if_not_exists })
  end)
end
sa["schema.CreateSchema"] = host.bound("sa.schema.CreateSchema", function(a) return operation("create_schema", a, {}) end)
sa["schema.DropSchema"] = host.bound("sa.schema.DropSchema", function(a) return operation("drop_schema", a, {}) end)
sa["schema.CreateTable"] = host.bound("sa.schema.CreateTable", function(a)
  return operation("create_table", a.element, { table_name = a.element.name, if_not_exists = a.if_not_exists })
end)
sa["schema.DropTable"] = host.bound("sa.schema.DropTable", function(a)
  return operation("drop_table", {},
    { table_name = a.element.name, schema = rawget(a.element, "schema"), if_exists = a.if_exists })
end)

-- ---- types ----

local type_methods = {}
local type_fields = host.type_fields()
for _, name in ipairs{ "type", "values", "variants", "enums", "impl", "item" } do type_fields[name] = true end

function Type.__index(_, name)
  local method = type_methods[name]
  if method == nil and type(name) == "string" and not type_fields[name] then host.unknown_member("a type", name, type_methods) end
  return method
end

-- type:with_variant(other, "sqlite", ...): a copy that is `other` on those dialects.
type_methods.with_variant = host.method("type:with_variant", "Type", function(self, other, ...)
  local new = {}
  for key, value in pairs(self) do new[key] = value end
  new.variants = {}
  for i, variant in ipairs(rawget(self, "variants") or {}) do new.variants[i] = variant end
  if select("#", ...) == 0 then fail(":with_variant: a dialect's name is missing", "write :with_variant(sa.Integer(), \"sqlite\")") end
  local dialects = { "postgresql", "sqlite", "mysql", "mariadb", "mssql", "oracle" }
  for i = 1, select("#", ...) do
    local dialect, known = (select(i, ...)), false
    for _, name in ipairs(dialects) do known = known or name == dialect end
    if not known then host.unknown(":with_variant", "dialect", dialect, dialects) end
    new.variants[#new.variants + 1] = { dialect, other }
  end
  return setmetatable(new, Type)
end)

local function enum_name(self, call)
  local name = rawget(self, "name")
  if not rawget(self, "values") or not name then
    fail(call .. ": only an Enum with a name is an object of its own, not " .. describe(self))
  end
  return name
end

type_methods.create = host.method("type:create", "Type", function(self, a)
  local name = enum_name(self, ":create")
  host.emit("create_enum", { name = name, values = rawget(self, "values"), schema = rawget(self, "schema"),
    if_not_exists = a.checkfirst or nil })
end)

type_methods.drop = host.method("type:drop", "Type", function(self, a)
  host.emit("drop_enum", { name = enum_name(self, ":drop"), schema = rawget(self, "schema"), if_exists = a.checkfirst or nil })
end)

function Type.__eq(a, b) return tostring(a) == tostring(b) end

-- ---- models ----

local metadata_methods = {}

local function key_of(name, schema) return schema and schema .. "." .. name or name end

local function check_convention(convention)
  if convention == nil or is_none(convention) then return end
  local known = { "ix", "uq", "ck", "fk", "pk" }
  local allowed = { ix = true, uq = true, ck = true, fk = true, pk = true }
  for key in pairs(convention) do
    if not allowed[key] then host.unknown("sa.MetaData", "key of naming_convention", key, known) end
  end
end

local made = {}   -- every metadata of this run, in the order in which they came

sa.MetaData = host.bound("sa.MetaData", function(a)
  check_convention(a.naming_convention)
  local metadata = setmetatable({ naming_convention = a.naming_convention, schema = not is_none(a.schema) and a.schema or nil,
    tables = {}, ordered = {} }, MetaData)
  made[#made + 1] = metadata
  return metadata
end)

local function register(metadata, t)
  local key = key_of(t.name, rawget(t, "schema"))
  local before = metadata.tables[key]
  if before then
    fail("sa.Table: the table \"" .. key .. "\" is declared twice, here and at " .. before.declared_at,
      "remove one of the two, or give it another schema")
  end
  metadata.tables[key] = t
  metadata.ordered[#metadata.ordered + 1] = t
end

-- The columns of the database, where the model does not say them itself.
local function with_reflected(t, items)
  local given, merged = {}, {}
  for _, item in ipairs(items) do
    if kind_of(item) == "Column" then given[item.name] = item end
  end
  for _, item in ipairs(host.reflect(t.name, rawget(t, "schema"))) do
    if kind_of(item) ~= "Column" then
      merged[#merged + 1] = item
    else
      merged[#merged + 1] = given[item.name] or item
      given[item.name] = nil
    end
  end
  for _, item in ipairs(items) do
    if kind_of(item) ~= "Column" or given[item.name] then merged[#merged + 1] = item end
  end
  return merged
end

local function make_table(a)
  local t = {}
  for key, value in pairs(a) do t[key] = value end
  t.items = a.items or {}
  t.autoload_with = nil
  local metadata = a.metadata
  if metadata ~= nil and not is_none(metadata) then
    if kind_of(metadata) ~= "MetaData" then
      fail("sa.Table: \"metadata\" must be sa.MetaData(), not " .. describe(metadata))
    end
    if t.schema == nil then t.schema = metadata.schema end
  else
    t.metadata = nil
  end
  if t.schema ~= nil and is_none(t.schema) then t.schema = nil end
  setmetatable(t, Table)
  if a.autoload_with ~= nil then t.items = with_reflected(t, t.items) end
  host.check_table(t)
  t.declared_at = host.where()
  for _, item in ipairs(t.items) do
    if kind_of(item) == "Column" then item.table = t end
  end
  if t.metadata then register(t.metadata, t) end
  return t
end

sa.Table = host.bound("sa.Table", make_table)

-- The tables that a table's foreign keys refer to, by key.
local function references(t)
  local found = {}
  for _, reference in ipairs(host.references(t)) do found[reference] = true end
  return found
end

-- Tables in the order in which they can be created; those of a cycle as they were declared.
local function sorted(metadata)
  local done, list = {}, {}
  local pending = { unpack(metadata.ordered) }
  while #pending > 0 do
    local rest = {}
    for _, t in ipairs(pending) do
      local ready = true
      local own = key_of(t.name, rawget(t, "schema"))
      for key in pairs(references(t)) do
        if key ~= own and metadata.tables[key] and not done[key] then ready = false end
      end
      if ready then
        done[own] = true
        list[#list + 1] = t
      else
        rest[#rest + 1] = t
      end
    end
    if #rest == #pending then
      for _, t in ipairs(rest) do list[#list + 1] = t end
      rest = {}
    end
    pending = rest
  end
  return list
end

local metadata_fields = { naming_convention = true, schema = true, tables = true, ordered = true, info = true }

function MetaData.__index(self, name)
  if name == "sorted_tables" then return sorted(self) end
  local method = metadata_methods[name]
  if method == nil and type(name) == "string" and not metadata_fields[name] then
    host.unknown_member("metadata", name, metadata_methods)
  end
  return method
end

local function metadata_method(name, fn) metadata_methods[name] = host.method("metadata:" .. name, "MetaData", fn) end

-- The tables of that call, sorted: all, or those of its option `tables`.
local function chosen(self, a)
  if a.tables == nil then return sorted(self) end
  local wanted, list = {}, {}
  if type(a.tables) ~= "table" then fail(":create_all: \"tables\" must be a list of tables, not " .. describe(a.tables)) end
  for _, t in ipairs(a.tables) do wanted[t] = true end
  for _, t in ipairs(sorted(self)) do
    if wanted[t] then list[#list + 1] = t end
  end
  return list
end

local function checked(a) return { checkfirst = a.checkfirst == nil or a.checkfirst } end

metadata_method("create_all", function(self, a)
  for _, t in ipairs(chosen(self, a)) do t:create(checked(a)) end
end)

metadata_method("drop_all", function(self, a)
  local list = chosen(self, a)
  for i = #list, 1, -1 do list[i]:drop(checked(a)) end
end)

-- metadata:reflect(connection, { schema = "s", only = { "a", "b" } })
metadata_method("reflect", function(self, a)
  local schema = a.schema or self.schema
  local names = a.only or host.inspector(a.connection):get_table_names{ schema = schema }
  for _, name in ipairs(names) do
    if not self.tables[key_of(name, schema)] then
      make_table{ name = name, metadata = self, schema = schema, autoload_with = a.connection or true }
    end
  end
end)

-- sa.discover("models/*.lua", ...): runs the files and returns the metadata of the tables that they declare, a list of several.
function sa.discover(...)
  local files, found, known = {}, {}, {}
  local function add(metadata)
    if kind_of(metadata) ~= "MetaData" or known[metadata] then return end
    known[metadata] = true
    found[#found + 1] = metadata
  end
  local list = host.find_models(...)
  for _, file in ipairs(list) do
    local result = host.run_model(file.path, file.module)
    files[file.shown] = true
    if type(result) == "table" then
      add(result)
      if kind_of(result) == nil then add(rawget(result, "metadata")) end
    end
  end
  for _, metadata in ipairs(made) do
    for _, t in ipairs(metadata.ordered) do
      if files[t.declared_at:match("^(.*):%d+$")] then add(metadata) end
    end
  end
  if #found == 0 then
    local names = {}
    for i, file in ipairs(list) do names[i] = file.shown end
    fail("sa.discover: no table is declared in " .. table.concat(names, ", "),
      "a models file calls sa.Table(\"name\", metadata, ...) with a metadata made by sa.MetaData()")
  end
  return #found == 1 and found[1] or found
end

metadata_method("clear", function(self)
  self.tables, self.ordered = {}, {}
end)

return sa
