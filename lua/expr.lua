-- Expressions: the nodes that sa.text, sa.func.now(), t.c.id:eq(5) make, in the shape that schema/expr.h describes:
-- { kind, name, table, schema, value, type, args, named = { { clause, node }, ... } }. Every method returns a new node; none is
-- changed in place. Statements (select, insert, ...) are in statement.lua, which builds on what this file returns.
local host = ...

local Expr = host.metatable "Expr"
local Table = host.metatable "Table"
local Function = host.metatable "Function"
local kind_of, describe, fail = host.kind, host.describe, host.fail
local is_none = host.is_none

local sa = {}
local methods, table_methods = {}, {}

-- ---- nodes ----

local function node(kind, fields)
  fields = fields or {}
  fields.kind = kind
  return setmetatable(fields, Expr)
end

local null_node = node("null")
local true_node, false_node = node("true"), node("false")

local function literal(value, type_)
  if is_none(value) then return null_node end
  return node("literal", { value = value, type = type_ })
end

local function is_list(value)
  if type(value) ~= "table" then return false end
  local kind = kind_of(value)
  return kind == "rows" or kind == "json_array" or (kind == nil and (value[1] ~= nil or next(value) == nil))
end

-- The length of a list; a hole in it is an error.
local function length(list, call)
  local count, keys = 0, 0
  while list[count + 1] ~= nil do count = count + 1 end
  for key in pairs(list) do
    if type(key) == "number" then keys = keys + 1 end
  end
  if keys ~= count then fail(call .. ": item " .. count + 1 .. " is nil, but later ones are given") end
  return count
end

local function is_statement(x) return x.kind == "select" or x.kind == "compound" end

-- What stands for a value in an expression; a plain one becomes a literal of `type_`.
local function operand(value, call, type_)
  local kind = kind_of(value)
  if kind == "Expr" then
    if is_statement(value) then return node("scalar", { args = { value } }) end
    return value
  end
  if kind == "Function" or kind == "Final" then return value end
  if kind == "Column" then return node("column", { name = value.name, type = value.type }) end
  if value == nil then fail(call .. ": a value was expected, not nil", "write sa.NULL for SQL's NULL, or :is_null()") end
  if kind == "Table" or kind == "Type" or type(value) == "function" then
    fail(call .. ": a value was expected, not " .. describe(value))
  end
  return literal(value, type_)
end

local function operands(call, ...)
  local list = {}
  for i = 1, select("#", ...) do list[i] = operand((select(i, ...)), call) end
  return list
end

-- A column or expression by name or as it is.
local function column_or_name(value, call)
  if type(value) == "string" then return node("column", { name = value, named_only = true }) end
  local kind = kind_of(value)
  if kind == "Expr" or kind == "Function" or kind == "Final" or kind == "Column" then return operand(value, call) end
  fail(call .. ": a column name or an expression was expected, not " .. describe(value))
end

-- Columns given as f(a, b) or f{ a, b }.
local function column_list(call, ...)
  local list, count = { ... }, select("#", ...)
  if count == 1 and is_list(list[1]) then
    list = list[1]
    count = length(list, call)
  end
  if count == 0 then fail(call .. ": a column is missing") end
  local items = {}
  for i = 1, count do items[i] = column_or_name(list[i], call) end
  return items
end

local function condition(value, call)
  local kind = kind_of(value)
  if kind == "Expr" or kind == "Function" then return value end
  local hint
  if type(value) == "boolean" or value == nil then
    hint = "in Lua == compares at once (t.c.x == 5 is plain false): write t.c.x:eq(5)"
  elseif type(value) == "string" then
    hint = "write sa.text(\"...\") for SQL"
  end
  fail(call .. ": a condition was expected, not " .. describe(value), hint)
end

local function conjunction(kind, list)
  if #list == 1 then return list[1] end
  return node(kind, { args = list })
end

local function conditions(call, ...)
  local list = {}
  for i = 1, select("#", ...) do list[i] = condition((select(i, ...)), call) end
  if #list == 0 then fail(call .. ": a condition is missing") end
  return list
end

local function tuple(items) return node("tuple", { args = items }) end

-- A copy of a node that may get other clauses.
local function copy(self)
  local new = {}
  for key, value in pairs(self) do new[key] = value end
  new.named = {}
  for i, entry in ipairs(self.named or {}) do new.named[i] = entry end
  return setmetatable(new, Expr)
end

-- sa.none is not given.
local function given(value)
  if not is_none(value) then return value end
end

-- ---- tables and their columns ----

local Columns = {}

local function columns_error(columns, name)
  local known = {}
  for i, column in ipairs(columns) do known[i] = column.name end
  local t = tostring(rawget(columns, Columns)):gsub("^\1(.*)\1%d+$", "%1")
  host.unknown("table \"" .. t .. "\"", "column", tostring(name), known)
end

local columns_metatable = { __index = function(columns, name)
  if type(name) == "string" then columns_error(columns, name) end
end }

local function add_column(columns, name, fields)
  fields.name = name
  local column = node("column", fields)
  columns[#columns + 1] = column
  columns[name] = column
  return column
end

local function columns_of_table(t)
  local columns = { [Columns] = t.name }
  for _, item in ipairs(rawget(t, "items") or rawget(t, "columns") or {}) do
    local kind = kind_of(item)
    if kind == "Column" or (kind == "Expr" and item.kind == "column") then
      local added = add_column(columns, item.name, { table = t.name, schema = rawget(t, "schema"), type = item.type, owner = t })
      if kind == "Column" then
        added.column = item
        if item.key and not rawget(columns, item.key) then columns[item.key] = added end
      end
    end
  end
  return setmetatable(columns, columns_metatable)
end

-- insert.excluded.x: what the row that was refused would have put there (on_conflict_do_update); on MySQL insert.inserted.x.
local function excluded_columns(t)
  local columns = { [Columns] = "excluded" }
  for _, column in ipairs(t.c) do add_column(columns, column.name, { table = "excluded", type = column.type }) end
  return setmetatable(columns, columns_metatable)
end
local function inserted_columns(t)
  local columns = { [Columns] = "inserted" }
  for _, column in ipairs(t.c) do
    columns[column.name] = node("func", { name = "VALUES", args = { node("column", { name = column.name }) }, type = column.type })
  end
  return setmetatable(columns, columns_metatable)
end

-- What a statement gives: the columns of a select, or of RETURNING.
local function columns_of_statement(statement)
  local first = statement
  while first.kind ~= "select" and first.args and kind_of(first.args[1]) == "Expr" do first = first.args[1] end
  if first.kind == "select" then return first.args end
  if (first.kind == "alias" or first.kind == "cte") and kind_of(first.args[1]) == "Table" then return first.args[1].c end
  for _, entry in ipairs(first.named or {}) do
    if entry[1] == "returning" then return entry[2].args end
  end
  return {}
end

-- The columns of an alias, a subquery, a CTE or VALUES are those of what it holds.
local function columns_of_alias(alias)
  local inner = alias.args[1]
  local columns = { [Columns] = alias.name }
  local function add(name, type_)
    if name and name ~= "" then add_column(columns, name, { table = alias.name, type = type_, owner = alias }) end
  end
  local held = alias.kind == "values" and alias.args or alias.valued or (kind_of(inner) == "Expr" and inner.valued)
  if held or kind_of(inner) == "Table" then
    for _, column in ipairs(held or inner.c) do add(column.name, column.type) end
  else
    for _, column in ipairs(columns_of_statement(inner)) do
      add(column.name, column.kind == "label" and kind_of(column.args[1]) == "Expr" and column.args[1].type or column.type)
    end
  end
  return setmetatable(columns, columns_metatable)
end

local known_of_table
function Table.__index(self, name)
  if name == "c" or name == "columns" then
    local columns = columns_of_table(self)
    rawset(self, "c", columns)
    return columns
  end
  local method = table_methods[name]
  if method ~= nil then return method end
  if not known_of_table then
    known_of_table = { op = true, declared_at = true, table_name = true, if_not_exists = true, columns = true }
    for _, field in ipairs(host.argument_names("sa.Table")) do known_of_table[field] = true end
  end
  if type(name) == "string" and not known_of_table[name] then host.unknown_member("a table", name, table_methods) end
end

function Table:__tostring()
  local schema = rawget(self, "schema")
  return schema and schema .. "." .. self.name or self.name
end

-- t:create(connection, { checkfirst = true }): the connection is the one of the running script.
table_methods.create = host.method("table:create", "Table", function(self, a)
  local fields = {}
  for key, value in pairs(self) do
    if type(key) == "string" then fields[key] = value end
  end
  fields.table_name = self.name
  if a.checkfirst then
    if host.as_sql() then
      fields.if_not_exists = true
    elseif host.has_table(self.name, rawget(self, "schema")) then
      return
    end
  end
  host.emit("create_table", fields)
end)

table_methods.drop = host.method("table:drop", "Table", function(self, a)
  host.emit("drop_table", { table_name = self.name, schema = rawget(self, "schema"), if_exists = a.checkfirst or nil })
end)

-- ---- operators ----

local text_types = { String = true, Unicode = true, Text = true, UnicodeText = true, VARCHAR = true, CHAR = true, TEXT = true }
local function textual(x) return kind_of(x) == "Expr" and x.type and text_types[x.type.type] end

local function binary(name, left, right, type_) return node("binary", { name = name, args = { left, right }, type = type_ }) end

-- Adds a method under one or more names; arguments are checked by the signature "expr:<first name>".
local function method(names, fn)
  local first = names:match("%S+")
  local checked = host.method("expr:" .. first, "Expr", fn)
  for name in names:gmatch("%S+") do methods[name] = checked end
end

local function comparison(names, name, null_name)
  local call = ":" .. names:match("%S+")
  method(names, function(self, value)
    if null_name and is_none(value) then return binary(null_name, self, null_node) end
    return binary(name, self, operand(value, call, self.type))
  end)
end
comparison("eq", "=", "IS")
comparison("ne", "<>", "IS NOT")
comparison("lt", "<")
comparison("le", "<=")
comparison("gt", ">")
comparison("ge", ">=")
comparison("is_", "IS", "IS")
comparison("is_not isnot", "IS NOT", "IS NOT")
comparison("is_distinct_from", "IS DISTINCT FROM")
comparison("is_not_distinct_from isnot_distinct_from", "IS NOT DISTINCT FROM")

method("concat", function(self, value) return binary("||", self, operand(value, ":concat")) end)

local function membership(names, name)
  local call = ":" .. names:match("%S+")
  method(names, function(self, list)
    if kind_of(list) == "Expr" then return binary(name, self, list) end
    if not is_list(list) then
      fail(call .. ": a list or a select was expected, not " .. describe(list), "write " .. call .. "{ a, b }")
    end
    local items = {}
    for i = 1, length(list, call) do items[i] = operand(list[i], call, self.type) end
    return binary(name, self, tuple(items))
  end)
end
membership("in_", "IN")
membership("not_in notin_", "NOT IN")

method("is_null", function(self) return binary("IS", self, null_node) end)
method("is_not_null", function(self) return binary("IS NOT", self, null_node) end)

local function between(name, word)
  local call = ":" .. name
  method(name, function(self, a)
    return node("between", { name = word, args = { self, operand(a.low, call, self.type), operand(a.high, call, self.type) },
      named = a.symmetric and { { "symmetric", true_node } } or nil })
  end)
end
between("between", "")
between("not_between", "NOT")

-- x:op("@>")(y), x:op("@>", { precedence = 5 })(y)
method("op bool_op", function(self, a)
  local named = a.precedence and { { "precedence", literal(a.precedence) } } or nil
  return function(value)
    return node("op", { name = a.operator, args = { self, operand(value, ":op", self.type) }, named = named })
  end
end)

local function arithmetic(name)
  return function(left, right)
    if name == "+" and (textual(left) or textual(right)) then
      return binary("||", operand(left, name), operand(right, name))
    end
    return binary(name, operand(left, name), operand(right, name))
  end
end
Expr.__add = arithmetic("+")
Expr.__sub = arithmetic("-")
Expr.__mul = arithmetic("*")
Expr.__div = arithmetic("/")
Expr.__mod = arithmetic("%")
Expr.__concat = function(left, right) return binary("||", operand(left, ".."), operand(right, "..")) end
Expr.__unm = function(x) return node("unary", { name = "-", args = { x } }) end
Expr.__call = function(self)
  if self.kind == "null" or self.kind == "true" or self.kind == "false" then return self end
  fail("an expression cannot be called")
end

for _, kind in ipairs{ "desc", "asc", "nulls_first nullsfirst", "nulls_last nullslast" } do
  local name = kind:match("%S+")
  method(kind, function(self) return node(name, { args = { self } }) end)
end
method("label", function(self, name) return node("label", { name = name, args = { self } }) end)
method("collate", function(self, collation) return node("collate", { name = collation, args = { self } }) end)
method("cast", function(self, type_) return node("cast", { args = { self }, type = type_ }) end)

local function expect(self, call, ...)
  for i = 1, select("#", ...) do
    if self.kind == (select(i, ...)) then return end
  end
  fail(call .. ": not possible on a " .. tostring(self.kind) .. " expression")
end

method("scalar_subquery as_scalar", function(self) return node("scalar", { args = { self } }) end)
method("exists", function(self) return node("exists", { args = { self } }) end)

-- Does its type say that it has parts: a document, a list, a map?
local function has_items(x)
  local type_ = rawget(x, "type")
  local name = kind_of(type_) == "Type" and type_.type:gsub("^%a+%.", "") or ""
  return name == "JSON" or name == "JSONB" or name == "ARRAY" or name == "HSTORE"
end

-- What a node has besides methods; asking for anything else is a slip.
local fields = { kind = true, name = true, table = true, schema = true, value = true, type = true, args = true, named = true,
  owner = true, column = true, named_only = true, valued = true, joined = true, joins = true, items = true, key = true, c = true, columns = true, comment = true }

function Expr.__index(self, name)
  local kind = rawget(self, "kind")
  if (name == "c" or name == "columns") and (kind == "alias" or kind == "cte" or kind == "values") then
    local columns = columns_of_alias(self)
    rawset(self, "c", columns)
    return columns
  end
  local found = methods[name]
  if found ~= nil then return found end
  if name == "excluded" and rawget(self, "kind") == "insert" then return excluded_columns(self.args[1]) end
  if name == "inserted" and rawget(self, "kind") == "insert" then return inserted_columns(self.args[1]) end
  if type(name) == "string" and not fields[name] then
    local hint = has_items(self) and "a part of it is :getitem(\"" .. name .. "\")" or nil
    host.unknown_member("an expression", name, methods, hint)
  end
end

-- ---- functions of sa; `a` are the bound arguments of the signature ----

local function define(name, build) sa[name] = host.bound("sa." .. name, build) end

define("text", function(a) return node("text", { name = a.sql }) end)
define("literal", function(a) return literal(a.value == nil and host.none or a.value, given(a.type_)) end)
define("literal_column", function(a) return node("literal_column", { name = a.sql, type = given(a.type_) }) end)
define("bindparam", function(a) return node("bind", { name = a.name, value = a.value, type = given(a.type_) }) end)
define("column", function(a)
  return node(a.is_literal == true and "literal_column" or "column", { name = a.name, type = given(a.type_) })
end)
define("table", function(a) return setmetatable({ name = a.name, schema = given(a.schema), items = a.columns or {} }, Table) end)
define("and_", function(a) return conjunction("and", conditions("sa.and_", unpack(a.conditions or {}))) end)
define("or_", function(a) return conjunction("or", conditions("sa.or_", unpack(a.conditions or {}))) end)
define("not_", function(a) return node("not", { args = { a.condition } }) end)
define("between", function(a)
  return operand(a.expression, "sa.between"):between(a.low, a.high, { symmetric = a.symmetric })
end)

define("cast", function(a) return node("cast", { args = { operand(a.expression, "sa.cast") }, type = a.type_ }) end)
-- Changes what we know of an expression, not the SQL.
define("type_coerce", function(a)
  local new = {}
  for key, value in pairs(operand(a.expression, "sa.type_coerce")) do new[key] = value end
  new.type = a.type_
  return setmetatable(new, Expr)
end)
for _, kind in ipairs{ "distinct", "desc", "asc", "nulls_first", "nulls_last" } do
  define(kind, function(a) return node(kind, { args = { column_or_name(a.expression, "sa." .. kind) } }) end)
end
define("collate", function(a)
  return node("collate", { name = a.collation, args = { column_or_name(a.expression, "sa.collate") } })
end)
define("tuple_", function(a) return tuple(operands("sa.tuple_", unpack(a.items or {}))) end)
-- PostgreSQL's = ANY (array), = ALL (array)
for _, name in ipairs{ "any_", "all_" } do
  define(name, function(a) return node("func", { name = name:sub(1, 3):upper(), args = { operand(a.expression, "sa." .. name) } }) end)
end

-- ---- what is no call ----

-- sa.NULL == sa.null()
local function same(a, b) return rawequal(a, b) or (is_none(a) and is_none(b)) end
Expr.__eq, host.metatable("Null").__eq = same, same

sa.null, sa.true_, sa.false_ = null_node, true_node, false_node
sa.star = node("star")

-- sa.func.now(), sa.func.pg_catalog.lower(x); the name so far lies under a key that no function has.
local name_key = " name"
sa.func = setmetatable({ [name_key] = "" }, Function)
function Function.__index(self, name)
  local before = rawget(self, name_key)
  return setmetatable({ [name_key] = before == "" and name or before .. "." .. name }, Function)
end
function Function.__call(self, ...)
  local name = rawget(self, name_key)
  if name == "" then fail("sa.func: a function's name is missing", "write sa.func.now()") end
  local call = "sa.func." .. name
  local args
  local parent = name:match("^(.*)%.")
  -- sa.func.pg_catalog:lower(x) brings the name before the colon as its first argument.
  if parent and kind_of((...)) == "Function" and rawget((...), name_key) == parent then
    args = operands(call, select(2, ...))
  else
    args = operands(call, ...)
  end
  if name:lower() == "count" and #args == 0 then args = { node("star") } end
  return node("func", { name = name, args = args })
end

return {
  sa = sa, methods = methods, table_methods = table_methods, define = define, method = method,
  node = node, binary = binary, literal = literal, true_node = true_node, tuple = tuple,
  expect = expect, copy = copy, given = given, is_none = is_none,
  is_list = is_list, is_statement = is_statement, length = length,
  operand = operand, condition = condition, conditions = conditions, conjunction = conjunction,
  column_list = column_list, columns_error = columns_error,
  inline_literal = function(value, type_)
    return node("inline", { value = value == nil and host.none or value, type = given(type_) })
  end,
}
