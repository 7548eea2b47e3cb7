-- Operators beyond comparison and arithmetic: patterns, regular expressions, bits, arrays and JSON, parts of a date, CASE, and
-- what follows an aggregate (FILTER, WITHIN GROUP, OVER). They build on expr.lua and print as SQLAlchemy's of the same names.
local host = ...
local expr = require "from"

local kind_of, describe, fail, is_none = host.kind, host.describe, host.fail, host.is_none
local sa, method, define = expr.sa, expr.method, expr.define
local node, literal, tuple, operand = expr.node, expr.literal, expr.tuple, expr.operand
local condition, conditions, conjunction, column_list = expr.condition, expr.conditions, expr.conjunction, expr.column_list
local binary, is_list = expr.binary, expr.is_list

local function clauses_of(a, ...)
  local named = {}
  for _, name in ipairs{ ... } do
    if a[name] ~= nil and not is_none(a[name]) then named[#named + 1] = { name, literal(tostring(a[name])) } end
  end
  return named
end

-- ---- LIKE ----

local function one_character(call, escape)
  if escape ~= nil and not is_none(escape) and #tostring(escape) ~= 1 then
    fail(call .. ": \"escape\" must be one character, not " .. describe(escape))
  end
end

for names, name in pairs{ like = "LIKE", ["not_like notlike"] = "NOT LIKE", ilike = "ILIKE", ["not_ilike notilike"] = "NOT ILIKE" } do
  local call = ":" .. names:match("%S+")
  method(names, function(self, a)
    one_character(call, a.escape)
    local new = binary(name, self, operand(a.value, call))
    new.named = clauses_of(a, "escape")
    return new
  end)
end

-- `text` with the characters that mean something in a pattern behind `escape`.
local function escaped(call, text, escape)
  if type(text) ~= "string" then
    fail(call .. ": \"autoescape\" takes a plain string, not " .. describe(text))
  end
  local function behind(c) return escape .. c end
  if escape ~= "%" and escape ~= "_" then text = text:gsub(escape:gsub("%p", "%%%0"), behind) end
  return (text:gsub("[%%_]", behind))
end

-- What `contains` means for arrays, JSON documents and ranges.
local function is_container(x)
  local type_ = kind_of(x) == "Expr" and x.type
  local name = type_ and type_.type:gsub("^postgresql%.", "") or ""
  return name == "ARRAY" or name == "JSONB" or name == "HSTORE" or name:match("RANGE$") ~= nil
end

local function pattern(name)
  local call = ":" .. name
  method(name, function(self, a)
    if name == "contains" and is_container(self) then return binary("@>", self, operand(a.value, call, self.type)) end
    one_character(call, a.escape)
    local value = a.value
    local named = clauses_of(a, "escape")
    if a.autoescape then
      local escape = named[1] and a.escape or "/"
      value = escaped(call, value, escape)
      named = { { "escape", literal(escape) } }
    end
    return node("pattern", { name = name, args = { self, operand(value, call) }, named = named })
  end)
end
for _, name in ipairs{ "startswith", "endswith", "contains" } do
  pattern(name)
  pattern("i" .. name)
end

method("match", function(self, value) return node("match", { args = { self, operand(value, ":match") } }) end)
method("regexp_match", function(self, a)
  return node("regexp_match", { args = { self, operand(a.pattern, ":regexp_match") }, named = clauses_of(a, "flags") })
end)
method("regexp_replace", function(self, a)
  local args = { self, operand(a.pattern, ":regexp_replace"), operand(a.replacement, ":regexp_replace") }
  return node("regexp_replace", { args = args, named = clauses_of(a, "flags") })
end)

-- ---- numbers and bits ----

for name, operator in pairs{ bitwise_and = "&", bitwise_or = "|", bitwise_xor = "#", bitwise_lshift = "<<", bitwise_rshift = ">>",
  floordiv = "//" } do
  method(name, function(self, value) return binary(operator, self, operand(value, ":" .. name)) end)
end
method("bitwise_not", function(self) return node("unary", { name = "~", args = { self } }) end)
define("bitwise_not", function(a) return node("unary", { name = "~", args = { operand(a.expression, "sa.bitwise_not") } }) end)

define("extract", function(a)
  if not tostring(a.field):match("^[%w_.]+$") then
    fail("sa.extract: \"" .. a.field .. "\" is no part of a date or time", "write sa.extract(\"year\", t.c.created)")
  end
  return node("extract", { name = a.field, args = { operand(a.expression, "sa.extract") } })
end)

-- ---- arrays and JSON (PostgreSQL) ----

define("postgresql.array", function(a)
  local items = {}
  if not expr.is_list(a.items) then fail("sa.postgresql.array: a list was expected, not " .. describe(a.items)) end
  for i = 1, expr.length(a.items, "sa.postgresql.array") do items[i] = operand(a.items[i], "sa.postgresql.array") end
  return node("array", { args = items, type = expr.given(a.type_) })
end)
-- ---- parts of documents and lists ----

local item_keys = { string = true, number = true }
local function with_keys(call, self, ...)
  if select("#", ...) == 0 then fail(call .. ": a key is missing", "write t.c.document" .. call .. "(\"key\")") end
  local args = { self }
  for i = 1, select("#", ...) do
    local key = (select(i, ...))
    if not item_keys[type(key)] or (type(key) == "number" and key % 1 ~= 0) then
      fail(call .. ": a key (a string) or a place (a whole number) was expected, not " .. describe(key))
    end
    args[i + 1] = literal(key)
  end
  return args
end

local function type_named(name, fields)
  fields = fields or {}
  fields.type = name
  return setmetatable(fields, host.metatable "Type")
end

-- What a part is: of a document a document, of a map text, of a list what it is a list of.
local function part_type(whole)
  if kind_of(whole.type) ~= "Type" then return nil end
  local name = whole.type.type
  if name:match("ARRAY$") then return rawget(whole.type, "item") end
  return name == "postgresql.HSTORE" and type_named "Text" or whole.type
end

-- t.c.document:getitem("a"), :getitem("a", "b", 1): SQLAlchemy's column["a"], column["a", "b", 1].
method("getitem", function(self, ...)
  return node("item", { name = "", args = with_keys(":getitem", self, ...), type = part_type(self) })
end)

-- t.c.tags:slice(1, 2): SQLAlchemy's column[1:2]
function expr.slice_of_list(list, from, to)
  return node("item", { name = "slice", args = with_keys(":slice", list, from, to), type = list.type })
end

local function read_as(call, self, name, type_)
  expr.expect(self, call, "item")
  return node("item", { name = name, args = self.args, type = type_ })
end
method("astext", function(self) return read_as(":astext", self, "text", type_named "Text") end)
method("as_json", function(self) return read_as(":as_json", self, "", self.type) end)
for name, type_ in pairs{ as_string = "Unicode", as_integer = "Integer", as_float = "Float", as_boolean = "Boolean" } do
  method(name, function(self) return read_as(":" .. name, self, "value", type_named(type_)) end)
end
method("as_numeric", function(self, precision, scale)
  return read_as(":as_numeric", self, "value", type_named("Numeric", { precision = precision, scale = scale }))
end)

define("postgresql.aggregate_order_by", function(a)
  local items = column_list("sa.postgresql.aggregate_order_by", unpack(a.order_by or {}))
  return node("ordered", { args = { operand(a.expression, "sa.postgresql.aggregate_order_by") }, named = { { "order_by", tuple(items) } } })
end)

for name, operator in pairs{ contained_by = "<@", overlap = "&&" } do
  method(name, function(self, value) return binary(operator, self, operand(value, ":" .. name, self.type)) end)
end
method("has_key", function(self, key) return binary("?", self, operand(key, ":has_key")) end)
for name, operator in pairs{ has_any = "?|", has_all = "?&" } do
  method(name, function(self, keys)
    local call = ":" .. name
    if not expr.is_list(keys) then return binary(operator, self, operand(keys, call)) end
    local items = {}
    for i = 1, expr.length(keys, call) do items[i] = operand(keys[i], call) end
    return binary(operator, self, node("array", { args = items }))
  end)
end
-- t.c.tags:any("x"): 'x' = ANY (t.tags)
for _, name in ipairs{ "any", "all" } do
  method(name, function(self, value)
    return binary("=", operand(value, ":" .. name), node("func", { name = name:upper(), args = { self } }))
  end)
end

-- ---- what follows an aggregate ----

local aggregates = { func = true, filter = true, within_group = true }
local function expect_aggregate(call, x)
  if kind_of(x) ~= "Expr" or not aggregates[x.kind] then
    fail(call .. ": not possible on " .. (kind_of(x) == "Expr" and "a " .. x.kind .. " expression" or describe(x)),
      "it follows an aggregate: sa.func.count()" .. call .. "(...)")
  end
end

function expr.filtered(call, func, ...)
  expect_aggregate(call, func)
  return node("filter", { args = { func, conjunction("and", conditions(call, ...)) } })
end

method("within_group", function(self, ...)
  expect_aggregate(":within_group", self)
  return node("within_group", { args = { self }, named = { { "order_by", tuple(column_list(":within_group", ...)) } } })
end)

-- { from, to } of a window frame: sa.none is unbounded, 0 the current row, a negative number precedes.
local function frame(call, name, bounds)
  local function bound(i)
    local value = type(bounds) == "table" and bounds[i]
    if is_none(value) then return literal(host.none) end
    if type(value) == "number" and value % 1 == 0 then return literal(value) end
    fail(call .. ": \"" .. name .. "\" must be { from, to } of whole numbers or sa.none, not " .. describe(bounds))
  end
  return tuple{ bound(1), bound(2) }
end

local function over(call, self, a)
  local named = {}
  for _, name in ipairs{ "partition_by", "order_by" } do
    if a[name] ~= nil then named[#named + 1] = { name, tuple(column_list(call, a[name])) } end
  end
  for _, name in ipairs{ "range_", "rows", "groups" } do
    if a[name] ~= nil then named[#named + 1] = { name, frame(call, name, a[name]) } end
  end
  return node("over", { args = { self }, named = named })
end
method("over", function(self, a) return over(":over", self, a) end)
define("over", function(a) return over("sa.over", a.element, a) end)

define("label", function(a) return operand(a.element, "sa.label"):label(a.name) end)

-- ---- CASE ----

-- The short form { value = result } as a list of pairs; numbers first, then by name.
local function when_pairs(when)
  local list = {}
  for value, result in pairs(when) do list[#list + 1] = { value, result } end
  table.sort(list, function(a, b)
    local x, y = a[1], b[1]
    if type(x) ~= type(y) then return type(x) < type(y) end
    if type(x) == "boolean" then return x and not y end
    return x < y
  end)
  return list
end

local function is_short_form(when) return type(when) == "table" and kind_of(when) == nil and when[1] == nil and next(when) ~= nil end

-- sa.case({ condition, result }..., { else_ = result, value = subject }), sa.case({ [value] = result, ... }, { value = subject })
define("case", function(a)
  local whens = a.whens or {}
  if #whens == 1 and is_short_form(whens[1]) then
    if a.value == nil then
      fail("sa.case: { value = result } needs the option \"value\"", "name what is compared: sa.case({ a = 1, b = 2 }, { value = t.c.x })")
    end
    whens = when_pairs(whens[1])
  end
  local args, named = {}, {}
  for i, when in ipairs(whens) do
    if not is_list(when) or #when ~= 2 then
      fail("sa.case: argument " .. i .. " must be { condition, value }, not " .. describe(when))
    end
    args[#args + 1] = a.value == nil and condition(when[1], "sa.case") or operand(when[1], "sa.case")
    args[#args + 1] = operand(when[2], "sa.case")
  end
  if #args == 0 then fail("sa.case: a { condition, value } is missing") end
  if a.value ~= nil then named[#named + 1] = { "value", operand(a.value, "sa.case") } end
  if a.else_ ~= nil then named[#named + 1] = { "else", operand(a.else_, "sa.case") } end
  return node("case", { args = args, named = named })
end)

return expr
