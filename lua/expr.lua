-- Expressions: the nodes that sa.text, sa.func.now(), t.c.id:eq(5), sa.select(...) make, in the shape that schema/expr.h
-- describes: { kind, name, table, schema, value, type, args, named = { { clause, node }, ... } }. Every method returns a new
-- node; none is changed in place.
local host = ...

local Expr = host.metatable "Expr"
local Table = host.metatable "Table"
local Function = host.metatable "Function"
local Final = host.metatable "Final"
local kind_of, describe, fail = host.kind, host.describe, host.fail
local is_none = host.is_none

local methods, sa = {}, {}

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

local function statement(x) return x.kind == "select" or x.kind == "compound" end

-- What stands for a value in an expression; a plain one becomes a literal of `type_`.
local function operand(value, call, type_)
  local kind = kind_of(value)
  if kind == "Expr" then
    if statement(value) then return node("scalar", { args = { value } }) end
    return value
  end
  if kind == "Function" or kind == "Final" then return value end
  if kind == "Column" then return node("column", { name = value.name, type = value.type }) end
  if value == nil then fail(call .. ": a value was expected, not nil", "write sa.NULL for SQL's NULL, or :is_null()") end
  if kind == "Table" or kind == "Type" or type(value) == "function" then fail(call .. ": a value was expected, not " .. describe(value)) end
  return literal(value, type_)
end

local function operands(call, ...)
  local list = {}
  for i = 1, select("#", ...) do list[i] = operand((select(i, ...)), call) end
  return list
end

-- A column or expression by name or as it is.
local function column_or_name(value, call)
  if type(value) == "string" then return node("column", { name = value }) end
  return operand(value, call)
end

local function condition(value, call)
  local kind = kind_of(value)
  if kind == "Expr" or kind == "Function" then return value end
  if type(value) == "boolean" or value == nil then
    fail(call .. ": a condition was expected, not " .. describe(value),
      "in Lua == compares at once (t.c.x == 5 is plain false): write t.c.x:eq(5)")
  end
  if type(value) == "string" then
    fail(call .. ": a condition was expected, not " .. describe(value), "write sa.text(\"...\") for SQL")
  end
  fail(call .. ": a condition was expected, not " .. describe(value))
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

-- ---- clauses of statements ----

local ranks = {}
for i, name in ipairs{ "distinct", "from", "join", "values", "columns", "from_select", "set", "where", "group_by", "having", "order_by",
  "limit", "offset", "on_conflict", "returning", "for_update" } do
  ranks[name] = i
end

local function clause(self, name)
  for _, entry in ipairs(self.named or {}) do
    if entry[1] == name then return entry[2] end
  end
end

local function copy(self)
  local new = {}
  for key, value in pairs(self) do new[key] = value end
  new.named = {}
  for i, entry in ipairs(self.named or {}) do new.named[i] = entry end
  return setmetatable(new, Expr)
end

-- A copy of the statement with one clause more, in the order of `ranks`.
local function with_added(self, name, value)
  local new = copy(self)
  local at = #new.named + 1
  while at > 1 and ranks[new.named[at - 1][1]] > ranks[name] do at = at - 1 end
  table.insert(new.named, at, { name, value })
  return new
end

local function with_clause(self, name, value)
  for i, entry in ipairs(self.named or {}) do
    if entry[1] == name then
      local new = copy(self)
      new.named[i] = { name, value }
      return new
    end
  end
  return with_added(self, name, value)
end

local function with_condition(self, name, call, ...)
  local list = conditions(call, ...)
  local before = clause(self, name)
  if before then
    local all = before.kind == "and" and before.joined and { unpack(before.args) } or { before }
    for _, item in ipairs(list) do all[#all + 1] = item end
    list = all
  end
  local joined = conjunction("and", list)
  if #list > 1 then joined.joined = true end
  return with_clause(self, name, joined)
end

local function with_list(self, name, items)
  local all = {}
  local before = clause(self, name)
  for _, item in ipairs(before and before.args or {}) do all[#all + 1] = item end
  for _, item in ipairs(items) do all[#all + 1] = item end
  return with_clause(self, name, tuple(all))
end

-- Columns given as f(a, b) or f{ a, b }.
local function column_list(call, ...)
  local list = { ... }
  local count = select("#", ...)
  if count == 1 and is_list(list[1]) then
    list = list[1]
    count = #list
  end
  local items = {}
  for i = 1, count do items[i] = column_or_name(list[i], call) end
  return items
end

-- ---- tables and their columns ----

local Columns = {}

local function columns_error(columns, name)
  local known = {}
  for i, column in ipairs(columns) do known[i] = column.name end
  host.unknown("table \"" .. tostring(rawget(columns, Columns)) .. "\"", "column", tostring(name), known)
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

-- The columns of an alias, a subquery or a CTE are those of what it holds.
local function columns_of_alias(alias)
  local inner = alias.args[1]
  local columns = { [Columns] = alias.name }
  local function add(name, type_)
    if name and name ~= "" then add_column(columns, name, { table = alias.name, type = type_, owner = alias }) end
  end
  if kind_of(inner) == "Table" then
    for _, column in ipairs(inner.c) do add(column.name, column.type) end
  else
    local select = inner
    while select.kind ~= "select" and select.args and kind_of(select.args[1]) == "Expr" do select = select.args[1] end
    for _, column in ipairs(select.kind == "select" and select.args or {}) do
      add(column.name, column.kind == "label" and kind_of(column.args[1]) == "Expr" and column.args[1].type or column.type)
    end
  end
  return setmetatable(columns, columns_metatable)
end

local table_methods = {}

function Table.__index(self, name)
  if name == "c" or name == "columns" then
    local columns = columns_of_table(self)
    rawset(self, "c", columns)
    return columns
  end
  return table_methods[name]
end

-- { column = value } -> a row node, in the order of the table's columns.
local function row(t, values, call)
  if type(values) ~= "table" or (kind_of(values) ~= nil and kind_of(values) ~= "Row" and kind_of(values) ~= "json_object") then
    fail(call .. ": a table { column = value } was expected, not " .. describe(values))
  end
  local given, names = {}, {}
  for key, value in pairs(values) do
    if kind_of(key) == "Expr" and key.kind == "column" then key = key.name end
    if type(key) == "string" then
      given[key] = value
      names[#names + 1] = key
    elseif kind_of(values) ~= "Row" then
      fail(call .. ": a table { column = value } was expected, not a list")
    end
  end
  local named = {}
  local columns = t.c
  for _, column in ipairs(columns) do
    local key = column.name
    if given[key] == nil and column.column and column.column.key then key = column.column.key end
    if given[key] ~= nil then
      named[#named + 1] = { column.name, operand(given[key], call, column.type) }
      given[key] = nil
    end
  end
  table.sort(names)
  for _, name in ipairs(names) do
    if given[name] ~= nil then
      if #columns > 0 then columns_error(columns, name) end
      named[#named + 1] = { name, operand(given[name], call) }
    end
  end
  return node("row", { named = named })
end

function table_methods:insert() return node("insert", { args = { self } }) end
function table_methods:update() return node("update", { args = { self } }) end
function table_methods:delete() return node("delete", { args = { self } }) end
function table_methods:select() return sa.select(self) end
function table_methods:alias(name) return methods.alias(self, name) end

local function joined(left, name, target, on)
  return node("joined", { args = { left }, joins = { { name, target, condition(on, "join") } } })
end
function table_methods:join(target, on) return joined(self, "JOIN", target, on) end
function table_methods:outerjoin(target, on) return joined(self, "LEFT OUTER JOIN", target, on) end

-- t:create(connection, { checkfirst = true }): the connection is the one of the running script.
function table_methods:create(_, options)
  local fields = {}
  for key, value in pairs(self) do
    if type(key) == "string" then fields[key] = value end
  end
  fields.table_name = self.name
  if options and options.checkfirst then
    if host.as_sql() then
      fields.if_not_exists = true
    elseif host.has_table(self.name, rawget(self, "schema")) then
      return
    end
  end
  host.emit("create_table", fields)
end

function table_methods:drop(_, options)
  host.emit("drop_table", { table_name = self.name, schema = rawget(self, "schema"), if_exists = options and options.checkfirst or nil })
end

function Table:__tostring()
  local schema = rawget(self, "schema")
  return schema and schema .. "." .. self.name or self.name
end

-- ---- operators ----

local text_types = { String = true, Unicode = true, Text = true, UnicodeText = true, VARCHAR = true, CHAR = true, TEXT = true }
local function textual(x) return kind_of(x) == "Expr" and x.type and text_types[x.type.type] end

local function binary(name, left, right, type_) return node("binary", { name = name, args = { left, right }, type = type_ }) end

local function comparison(method, name, null_name)
  methods[method] = function(self, value)
    local call = ":" .. method
    if null_name and is_none(value) then return binary(null_name, self, null_node) end
    return binary(name, self, operand(value, call, self.type))
  end
end
comparison("eq", "=", "IS")
comparison("ne", "<>", "IS NOT")
comparison("lt", "<")
comparison("le", "<=")
comparison("gt", ">")
comparison("ge", ">=")
comparison("is_", "IS", "IS")
comparison("is_not", "IS NOT", "IS NOT")
comparison("is_distinct_from", "IS DISTINCT FROM")
comparison("is_not_distinct_from", "IS NOT DISTINCT FROM")

local function matching(method, name)
  methods[method] = function(self, value) return binary(name, self, operand(value, ":" .. method)) end
end
matching("like", "LIKE")
matching("not_like", "NOT LIKE")
matching("ilike", "ILIKE")
matching("not_ilike", "NOT ILIKE")
matching("concat", "||")

local function membership(method, name)
  methods[method] = function(self, ...)
    local list = ...
    local call = ":" .. method
    if select("#", ...) == 1 and kind_of(list) == "Expr" then
      return binary(name, self, list)
    end
    if select("#", ...) ~= 1 or not is_list(list) then
      fail(call .. ": a list or a select was expected, not " .. describe(list), "write " .. call .. "{ a, b }")
    end
    local items = {}
    for i = 1, #list do items[i] = operand(list[i], call, self.type) end
    return binary(name, self, tuple(items))
  end
end
membership("in_", "IN")
membership("not_in", "NOT IN")

function methods:is_null() return binary("IS", self, null_node) end
function methods:is_not_null() return binary("IS NOT", self, null_node) end

local function between(method, name)
  methods[method] = function(self, low, high)
    local call = ":" .. method
    return node("between", { name = name, args = { self, operand(low, call, self.type), operand(high, call, self.type) } })
  end
end
between("between", "")
between("not_between", "NOT")

-- x:op("@>")(y)
function methods:op(name)
  return function(value) return node("op", { name = name, args = { self, operand(value, ":op", self.type) } }) end
end
methods.bool_op = methods.op

local function arithmetic(name, call)
  return function(left, right)
    if name == "+" and (textual(left) or textual(right)) then
      return binary("||", operand(left, call), operand(right, call))
    end
    return binary(name, operand(left, call), operand(right, call))
  end
end
Expr.__add = arithmetic("+", "+")
Expr.__sub = arithmetic("-", "-")
Expr.__mul = arithmetic("*", "*")
Expr.__div = arithmetic("/", "/")
Expr.__mod = arithmetic("%", "%")
Expr.__concat = function(left, right) return binary("||", operand(left, ".."), operand(right, "..")) end
Expr.__unm = function(x) return node("unary", { name = "-", args = { x } }) end
Expr.__call = function(self)
  if self.kind == "null" or self.kind == "true" or self.kind == "false" then return self end
  fail("an expression cannot be called")
end

local function suffix(kind) return function(self) return node(kind, { args = { column_or_name(self, "sa." .. kind) } }) end end
for _, kind in ipairs{ "desc", "asc", "nulls_first", "nulls_last" } do methods[kind] = suffix(kind) end

function methods:label(name)
  if type(name) ~= "string" then fail(":label: a name was expected, not " .. describe(name)) end
  return node("label", { name = name, args = { self } })
end
function methods:collate(collation) return node("collate", { name = collation, args = { self } }) end
function methods:cast(type_) return sa.cast(self, type_) end

function methods:over(options)
  local function list(name)
    local value = options and options[name]
    if value == nil then return nil end
    return { name, tuple(column_list(":over", value)) }
  end
  local named = {}
  named[#named + 1] = list("partition_by")
  named[#named + 1] = list("order_by")
  return node("over", { args = { self }, named = named })
end

-- ---- FROM items ----

local anonymous = 0
local function holder(kind)
  return function(self, name)
    if name == nil then
      anonymous = anonymous + 1
      name = "anon_" .. anonymous
    end
    return node(kind, { name = name, args = { self } })
  end
end
methods.alias = holder("alias")
methods.subquery = holder("alias")
methods.cte = holder("cte")
function methods:scalar_subquery() return node("scalar", { args = { self } }) end
methods.as_scalar = methods.scalar_subquery
function methods:exists() return node("exists", { args = { self } }) end

function Expr.__index(self, name)
  local method = methods[name]
  if method ~= nil then return method end
  if (name == "c" or name == "columns") and (rawget(self, "kind") == "alias" or rawget(self, "kind") == "cte") then
    local columns = columns_of_alias(self)
    rawset(self, "c", columns)
    return columns
  end
end

-- ---- select ----

local function expect(self, call, ...)
  for i = 1, select("#", ...) do
    if self.kind == (select(i, ...)) then return end
  end
  fail(call .. ": not possible on a " .. tostring(self.kind) .. " expression")
end

local function from_item(value, call)
  local kind = kind_of(value)
  if kind == "Table" or kind == "Expr" then return value end
  if type(value) == "string" then return sa.table(value) end
  fail(call .. ": a table, an alias or a select was expected, not " .. describe(value))
end

function methods:select_from(...)
  expect(self, ":select_from", "select")
  local new, items = self, {}
  for i = 1, select("#", ...) do
    local item = from_item((select(i, ...)), ":select_from")
    if kind_of(item) == "Expr" and item.kind == "joined" then
      items[#items + 1] = item.args[1]
      for _, join in ipairs(item.joins) do
        new = with_added(new, "join", node("join", { name = join[1], args = { join[2], join[3] } }))
      end
    else
      items[#items + 1] = item
    end
  end
  return with_list(new, "from", items)
end

local function join_method(method, name)
  methods[method] = function(self, target, on, options)
    local kind = name
    if options and (options.isouter or options.full) then kind = options.full and "FULL OUTER JOIN" or "LEFT OUTER JOIN" end
    if self.kind == "joined" then
      local joins = { unpack(self.joins) }
      joins[#joins + 1] = { kind, from_item(target, ":" .. method), condition(on, ":" .. method) }
      return node("joined", { args = self.args, joins = joins })
    end
    expect(self, ":" .. method, "select")
    return with_added(self, "join",
      node("join", { name = kind, args = { from_item(target, ":" .. method), condition(on, ":" .. method) } }))
  end
end
join_method("join", "JOIN")
join_method("outerjoin", "LEFT OUTER JOIN")

function methods:where(...)
  expect(self, ":where", "select", "update", "delete")
  return with_condition(self, "where", ":where", ...)
end
methods.filter = methods.where
function methods:having(...)
  expect(self, ":having", "select")
  return with_condition(self, "having", ":having", ...)
end
function methods:group_by(...)
  expect(self, ":group_by", "select")
  return with_list(self, "group_by", column_list(":group_by", ...))
end
function methods:order_by(...)
  expect(self, ":order_by", "select", "compound")
  return with_list(self, "order_by", column_list(":order_by", ...))
end
function methods:limit(count)
  expect(self, ":limit", "select", "compound")
  return with_clause(self, "limit", operand(count, ":limit"))
end
function methods:offset(count)
  expect(self, ":offset", "select", "compound")
  return with_clause(self, "offset", operand(count, ":offset"))
end
function methods:with_for_update()
  expect(self, ":with_for_update", "select")
  return with_clause(self, "for_update", true_node)
end

-- select:distinct(), select:distinct(t.c.a) (DISTINCT ON), or of a column.
function methods:distinct(...)
  if self.kind ~= "select" then return node("distinct", { args = { self } }) end
  if select("#", ...) == 0 then return with_clause(self, "distinct", true_node) end
  return with_clause(self, "distinct", tuple(column_list(":distinct", ...)))
end

local function compound(method, name)
  methods[method] = function(self, ...)
    local selects = { self }
    for i = 1, select("#", ...) do
      local other = select(i, ...)
      if kind_of(other) ~= "Expr" or not statement(other) then
        fail(":" .. method .. ": a select was expected, not " .. describe(other))
      end
      selects[i + 1] = other
    end
    return node("compound", { name = name, args = selects })
  end
end
compound("union", "UNION")
compound("union_all", "UNION ALL")
compound("intersect", "INTERSECT")
compound("except_", "EXCEPT")

-- ---- insert, update, delete ----

function methods:values(values)
  expect(self, ":values", "insert", "update")
  local t = self.args[1]
  if self.kind == "update" then return with_clause(self, "set", row(t, values, ":values")) end
  local rows = {}
  if is_list(values) and values[1] ~= nil then
    for i = 1, #values do rows[i] = row(t, values[i], ":values, row " .. i) end
  else
    rows[1] = row(t, values, ":values")
  end
  return with_clause(self, "values", tuple(rows))
end

function methods:from_select(names, select)
  expect(self, ":from_select", "insert")
  if kind_of(select) ~= "Expr" then fail(":from_select: a select was expected, not " .. describe(select)) end
  local new = with_clause(self, "columns", tuple(column_list(":from_select", names)))
  return with_clause(new, "from_select", select)
end

function methods:returning(...)
  expect(self, ":returning", "insert", "update", "delete")
  return with_list(self, "returning", column_list(":returning", ...))
end

local function conflict(self, name, options, call)
  expect(self, call, "insert")
  options = options or {}
  local known = { "index_elements", "set", "set_", "where", "constraint", "index_where" }
  local allowed = {}
  for _, option in ipairs(known) do allowed[option] = true end
  for option in pairs(options) do
    if not allowed[option] then host.unknown(call, "option", tostring(option), known) end
  end
  local named = {}
  if options.index_elements then named[#named + 1] = { "index_elements", tuple(column_list(call, options.index_elements)) } end
  if options.constraint then named[#named + 1] = { "constraint", literal(tostring(options.constraint)) } end
  if options.index_where then named[#named + 1] = { "index_where", condition(options.index_where, call) } end
  local set = options.set or options.set_
  if name == "update" then
    if set == nil then fail(call .. ": missing option \"set\"", call .. "{ index_elements = { ... }, set = { column = value } }") end
    named[#named + 1] = { "set", row(self.args[1], set, call) }
  end
  if options.where then named[#named + 1] = { "where", condition(options.where, call) } end
  return with_clause(self, "on_conflict", node("on_conflict", { name = name, named = named }))
end
function methods:on_conflict_do_nothing(options) return conflict(self, "nothing", options, ":on_conflict_do_nothing") end
function methods:on_conflict_do_update(options) return conflict(self, "update", options, ":on_conflict_do_update") end

-- ---- text ----

-- text:bindparams{ name = value }, text:bindparams(sa.bindparam("name", value, type))
function methods:bindparams(...)
  expect(self, ":bindparams", "text")
  local binds = {}
  for _, entry in ipairs(self.named or {}) do binds[entry[1]] = entry[2] end
  for i = 1, select("#", ...) do
    local given = select(i, ...)
    if kind_of(given) == "Expr" and given.kind == "bind" then
      binds[given.name] = given
    elseif type(given) == "table" and kind_of(given) == nil then
      for name, value in pairs(given) do
        if type(name) ~= "string" then fail(":bindparams: names must be strings, not " .. describe(name)) end
        binds[name] = operand(value, ":bindparams")
      end
    else
      fail(":bindparams: a table { name = value } was expected, not " .. describe(given))
    end
  end
  local names, named = {}, {}
  for name in pairs(binds) do names[#names + 1] = name end
  table.sort(names)
  for i, name in ipairs(names) do named[i] = { name, binds[name] } end
  local new = copy(self)
  new.named = named
  return new
end

-- ---- functions of sa; `a` are the bound arguments of signatures.cc ----

local bound = {}

local function given(value)
  if not is_none(value) then return value end
end

function bound.text(a) return node("text", { name = a.sql }) end
function bound.literal(a) return literal(a.value == nil and host.none or a.value, given(a.type_)) end
function bound.literal_column(a)
  return node("literal_column", { name = a.sql, type = given(a.type_) })
end
function bound.bindparam(a)
  return node("bind", { name = a.name, value = a.value, type = given(a.type_) })
end
function bound.column(a)
  return node(a.is_literal == true and "literal_column" or "column", { name = a.name, type = given(a.type_) })
end
bound["and_"] = function(a) return conjunction("and", conditions("sa.and_", unpack(a.conditions or {}))) end
bound["or_"] = function(a) return conjunction("or", conditions("sa.or_", unpack(a.conditions or {}))) end
bound["not_"] = function(a) return node("not", { args = { a.condition } }) end

-- sa.case({ condition, value }..., { else_ = value, value = subject })
function bound.case(a)
  local args, named = {}, {}
  for i, when in ipairs(a.whens or {}) do
    if not is_list(when) or #when ~= 2 then fail("sa.case: argument " .. i .. " must be { condition, value }, not " .. describe(when)) end
    args[#args + 1] = a.value == nil and condition(when[1], "sa.case") or operand(when[1], "sa.case")
    args[#args + 1] = operand(when[2], "sa.case")
  end
  if #args == 0 then fail("sa.case: a { condition, value } is missing") end
  if a.value ~= nil then named[#named + 1] = { "value", operand(a.value, "sa.case") } end
  if a.else_ ~= nil then named[#named + 1] = { "else", operand(a.else_, "sa.case") } end
  return node("case", { args = args, named = named })
end

function bound.cast(a)
  return node("cast", { args = { operand(a.expression, "sa.cast") }, type = a.type_ })
end
-- Changes what we know of an expression, not the SQL.
function bound.type_coerce(a)
  local new = {}
  for key, value in pairs(operand(a.expression, "sa.type_coerce")) do new[key] = value end
  new.type = a.type_
  return setmetatable(new, Expr)
end
function bound.distinct(a) return node("distinct", { args = { column_or_name(a.expression, "sa.distinct") } }) end
for _, kind in ipairs{ "desc", "asc", "nulls_first", "nulls_last" } do
  bound[kind] = function(a) return methods[kind](a.expression) end
end
function bound.collate(a) return methods.collate(column_or_name(a.expression, "sa.collate"), a.collation) end
bound["tuple_"] = function(a) return tuple(operands("sa.tuple_", unpack(a.items or {}))) end

function bound.exists(a)
  if a.select == nil then return node("exists", { args = { node("select", { args = { node("star") } }) } }) end
  return node("exists", { args = { a.select } })
end

function bound.select(a)
  local columns = {}
  for _, item in ipairs(a.columns or {}) do
    if kind_of(item) == "Table" then
      for _, column in ipairs(item.c) do columns[#columns + 1] = column end
      if #item.c == 0 then columns[#columns + 1] = node("star", { owner = item }) end
    elseif kind_of(item) == "Expr" and (item.kind == "alias" or item.kind == "cte") then
      for _, column in ipairs(item.c) do columns[#columns + 1] = column end
    elseif type(item) == "string" then
      fail("sa.select: a column was expected, not " .. describe(item), "write sa.column(\"" .. item .. "\") or sa.text(...)")
    else
      columns[#columns + 1] = operand(item, "sa.select")
    end
  end
  return node("select", { args = columns })
end

for _, name in ipairs{ "union", "union_all" } do
  bound[name] = function(a)
    local selects = a.selects or {}
    if #selects == 0 then fail("sa." .. name .. ": a select is missing") end
    return methods[name](unpack(selects))
  end
end

bound["table"] = function(a)
  return setmetatable({ name = a.name, schema = given(a.schema), items = a.columns or {} }, Table)
end
function bound.insert(a) return a.table:insert() end
function bound.update(a) return a.table:update() end
function bound.delete(a) return a.table:delete() end
bound["postgresql.insert"] = bound.insert
bound["sqlite.insert"] = bound.insert

for name, build in pairs(bound) do
  sa[name] = host.bound("sa." .. name, build)
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

-- op.f(name): a name that conventions leave alone.
function sa.final(name)
  return setmetatable({ name = tostring(name) }, Final)
end
function Final:__tostring() return self.name end
Final.__concat = function(a, b) return tostring(a) .. tostring(b) end

function sa.inline_literal(value, type_)
  return node("inline", { value = value == nil and host.none or value, type = given(type_) })
end

return sa
