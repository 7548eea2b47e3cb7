-- The parts of op that are more than one operation: blocks, registered operations, the context. Plain operations
-- (op.create_table ...) are bound, decoded and handed on by the host without Lua.
local host = ...

local op = {}
local registered = {}

-- A name that naming conventions leave alone.
local Final = host.metatable "Final"
function Final:__tostring() return self.name end
Final.__concat = function(a, b) return tostring(a) .. tostring(b) end
op.f = host.bound("op.f", function(a) return setmetatable({ name = tostring(a.name) }, Final) end)

op.inline_literal = host.bound("op.inline_literal", function(a)
  require "statement"   -- all of it: expressions have the methods of statements too
  return require("expr").inline_literal(a.value, a.type_)
end)

-- Runs fn between `before` and `after`, which is run on errors too; the error goes on.
local function enclosed(before, fn, after)
  before()
  local results = { pcall(fn) }
  if not results[1] then
    pcall(after)
    error(results[2], 0)
  end
  after()
  return unpack(results, 2)
end

op.autocommit_block = host.bound("op.autocommit_block", function(a)
  return enclosed(function() host.autocommit(true) end, a.block, function() host.autocommit(false) end)
end)

op.get_bind = host.bound("op.get_bind", function() return host.connection() end)

op.get_context = host.bound("op.get_context", function()
  local context = host.context()
  context.autocommit_block = function(self, fn) return op.autocommit_block(fn or self) end
  context.bind = context.connection
  context.impl = { dialect = context.dialect, as_sql = context.as_sql }
  return context
end)

function op.log(level, format, ...)
  if type(level) ~= "string" or type(format) ~= "string" then
    host.fail("op.log: a level and a text were expected", "write op.log(\"info\", \"%d rows\", n)")
  end
  local fits, line = pcall(string.format, format, ...)
  if not fits then host.fail("op.log: the arguments do not fit the text \"" .. format .. "\"") end
  host.log(level, select("#", ...) > 0 and line or format)
end

op.register_operation = host.bound("op.register_operation", function(a)
  local name, fn = a.name, a.operation
  if not tostring(name):match("^[%a_][%w_]*$") then
    host.fail("op.register_operation: \"" .. tostring(name) .. "\" is no name for an operation", "use letters, digits and _: op.add_audit_columns")
  end
  if host.is_operation(name) or rawget(op, name) ~= nil then
    host.fail("op.register_operation: \"" .. name .. "\" is an operation already")
  end
  registered[name] = { call = fn, batch = a.batch == true }
end)

op.invoke = host.bound("op.invoke", function(a) return host.invoke(a.operation) end)

op.batch_alter_table = function(...) return require("batch").alter(...) end

-- op.<name> that is neither here nor a plain operation; nil when there is none.
local function find(_, name)
  if registered[name] then
    return function(...) return registered[name].call(host.op, ...) end
  end
end

-- batch.<name> of an operation that was registered for it.
function op.registered_for_batch(name)
  local entry = registered[name]
  if entry and not entry.batch then
    host.fail("op.batch_alter_table: \"" .. name .. "\" was not registered for batches",
      "write op.register_operation(\"" .. name .. "\", fn, { batch = true })")
  end
  return entry and entry.call
end

-- The names of what was registered (for batches only), as a mistyped one may mean one of them.
function op.registered_names(for_batch)
  local names = {}
  for name, entry in pairs(registered) do
    if entry.batch or not for_batch then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

return setmetatable(op, { __index = find })
