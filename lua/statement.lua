-- Statements: sa.select(...), t:insert():values(...), t:update():where(...), t:delete(). A statement is an expression node whose
-- clauses lie in `named`; each call gives a copy with one clause more. Returns the functions of sa, those of expr.lua included.
local host = ...
local expr = require "expr"

local kind_of, describe, fail = host.kind, host.describe, host.fail
local sa, method, define, expect = expr.sa, expr.method, expr.define, expr.expect
local node, literal, tuple, operand = expr.node, expr.literal, expr.tuple, expr.operand
local condition, conditions, conjunction = expr.condition, expr.conditions, expr.conjunction
local column_list, is_list, length, copy = expr.column_list, expr.is_list, expr.length, expr.copy

-- ---- clauses ----

local ranks = {}
for i, name in ipairs{ "distinct", "from", "join", "values", "columns", "from_select", "set", "where", "group_by", "having",
  "order_by", "limit", "offset", "on_conflict", "returning", "for_update" } do
  ranks[name] = i
end

local function clause(self, name)
  for _, entry in ipairs(self.named or {}) do
    if entry[1] == name then return entry[2] end
  end
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

-- ---- select ----

local function from_item(value, call)
  local kind = kind_of(value)
  if kind == "Table" or kind == "Expr" then return value end
  if type(value) == "string" then return sa.table(value) end
  fail(call .. ": a table, an alias or a select was expected, not " .. describe(value))
end

local function all_columns(item)
  local columns = {}
  for i, column in ipairs(item.c) do columns[i] = column end
  if #columns == 0 and kind_of(item) == "Table" then columns[1] = node("star", { owner = item }) end
  return columns
end

define("select", function(a)
  local columns = {}
  for _, item in ipairs(a.columns or {}) do
    if kind_of(item) == "Table" or (kind_of(item) == "Expr" and (item.kind == "alias" or item.kind == "cte")) then
      for _, column in ipairs(all_columns(item)) do columns[#columns + 1] = column end
    elseif type(item) == "string" then
      fail("sa.select: a column was expected, not " .. describe(item), "write sa.column(\"" .. item .. "\") or sa.text(...)")
    else
      columns[#columns + 1] = operand(item, "sa.select")
    end
  end
  return node("select", { args = columns })
end)

define("exists", function(a)
  return node("exists", { args = { a.select or node("select", { args = { node("star") } }) } })
end)

-- sa.exists():where(...) and the like are about the select inside.
local function inside(self, name, ...)
  return node("exists", { args = { self.args[1][name](self.args[1], ...) } })
end

method("select_from", function(self, ...)
  if self.kind == "exists" then return inside(self, "select_from", ...) end
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
  if #items == 0 then fail(":select_from: a table is missing") end
  return with_list(new, "from", items)
end)

-- { kind, target, on } of a join call's arguments.
local function join_of(a, name, call)
  local kind = a.full and "FULL OUTER JOIN" or a.isouter and "LEFT OUTER JOIN" or name
  return { kind, from_item(a.target, call), a.onclause }
end

local function joined(left, joins) return node("joined", { args = { left }, joins = joins }) end

local function join_method(name, kind)
  local call = ":" .. name
  method(name, function(self, a)
    local join = join_of(a, kind, call)
    if self.kind == "joined" then
      local joins = { unpack(self.joins) }
      joins[#joins + 1] = join
      return joined(self.args[1], joins)
    end
    if self.kind == "alias" or self.kind == "cte" then return joined(self, { join }) end
    expect(self, call, "select")
    return with_added(self, "join", node("join", { name = join[1], args = { join[2], join[3] } }))
  end)
  expr.table_methods[name] = host.method("table:" .. name, "Table", function(self, a) return joined(self, { join_of(a, kind, call) }) end)
  define(name, function(a) return joined(from_item(a.left, "sa." .. name), { join_of(a, kind, "sa." .. name) }) end)
end
join_method("join", "JOIN")
join_method("outerjoin", "LEFT OUTER JOIN")

method("where filter", function(self, ...)
  if self.kind == "exists" then return inside(self, "where", ...) end
  expect(self, ":where", "select", "update", "delete")
  return with_condition(self, "where", ":where", ...)
end)
method("having", function(self, ...)
  expect(self, ":having", "select")
  return with_condition(self, "having", ":having", ...)
end)
method("group_by", function(self, ...)
  expect(self, ":group_by", "select")
  return with_list(self, "group_by", column_list(":group_by", ...))
end)
method("order_by", function(self, ...)
  expect(self, ":order_by", "select", "compound")
  return with_list(self, "order_by", column_list(":order_by", ...))
end)

for _, name in ipairs{ "limit", "offset" } do
  method(name, function(self, count)
    expect(self, ":" .. name, "select", "compound")
    local number = tonumber(count)
    if kind_of(count) ~= "Expr" and not (number and number >= 0 and number % 1 == 0) then
      fail(":" .. name .. ": a number of rows was expected, not " .. describe(count))
    end
    return with_clause(self, name, operand(kind_of(count) and count or number, ":" .. name))
  end)
end

method("with_for_update", function(self)
  expect(self, ":with_for_update", "select")
  return with_clause(self, "for_update", expr.true_node)
end)

-- select:distinct(), select:distinct(t.c.a) (DISTINCT ON), or of a column.
method("distinct", function(self, ...)
  if self.kind ~= "select" then return node("distinct", { args = { self } }) end
  if select("#", ...) == 0 then return with_clause(self, "distinct", expr.true_node) end
  return with_clause(self, "distinct", tuple(column_list(":distinct", ...)))
end)

for name, word in pairs{ union = "UNION", union_all = "UNION ALL", intersect = "INTERSECT", except_ = "EXCEPT" } do
  method(name, function(self, ...)
    expect(self, ":" .. name, "select", "compound")
    if select("#", ...) == 0 then fail(":" .. name .. ": a select is missing") end
    return node("compound", { name = word, args = { self, ... } })
  end)
  define(name, function(a)
    if not a.selects then fail("sa." .. name .. ": a select is missing") end
    return node("compound", { name = word, args = a.selects })
  end)
end

-- ---- insert, update, delete ----

for _, name in ipairs{ "insert", "update", "delete" } do
  expr.table_methods[name] = host.method("table:" .. name, "Table", function(self) return node(name, { args = { self } }) end)
  define(name, function(a) return node(name, { args = { a.table } }) end)
end
expr.table_methods.select = host.method("table:select", "Table", function(self) return node("select", { args = all_columns(self) }) end)
define("postgresql.insert", function(a) return node("insert", { args = { a.table } }) end)
define("sqlite.insert", function(a) return node("insert", { args = { a.table } }) end)

-- { column = value } -> a row node, in the order of the table's columns.
local function row(t, values, call)
  local kind = kind_of(values)
  if type(values) ~= "table" or (kind ~= nil and kind ~= "Row" and kind ~= "json_object") then
    fail(call .. ": a table { column = value } was expected, not " .. describe(values))
  end
  local given, names = {}, {}
  for key, value in pairs(values) do
    if kind_of(key) == "Expr" and key.kind == "column" then key = key.name end
    if type(key) == "string" then
      given[key] = value
      names[#names + 1] = key
    elseif kind ~= "Row" then
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
      if #columns > 0 then expr.columns_error(columns, name) end
      named[#named + 1] = { name, operand(given[name], call) }
    end
  end
  return node("row", { named = named })
end

method("values", function(self, values)
  expect(self, ":values", "insert", "update")
  local t = self.args[1]
  if self.kind == "update" then
    local set = row(t, values, ":values")
    if #set.named == 0 then fail(":values: a column to change is missing", "write :values{ column = value }") end
    return with_clause(self, "set", set)
  end
  local rows = {}
  if is_list(values) and values[1] ~= nil then
    for i = 1, length(values, ":values") do rows[i] = row(t, values[i], ":values, row " .. i) end
  else
    rows[1] = row(t, values, ":values")
  end
  return with_clause(self, "values", tuple(rows))
end)

method("from_select", function(self, names, query)
  expect(self, ":from_select", "insert")
  local new = with_clause(self, "columns", tuple(column_list(":from_select", names)))
  return with_clause(new, "from_select", query)
end)

method("returning", function(self, ...)
  expect(self, ":returning", "insert", "update", "delete")
  if select("#", ...) == 1 and kind_of(...) == "Table" then return with_list(self, "returning", all_columns(...)) end
  return with_list(self, "returning", column_list(":returning", ...))
end)

local function conflict(name)
  local call = ":on_conflict_do_" .. name
  method("on_conflict_do_" .. name, function(self, a)
    expect(self, call, "insert")
    local named = {}
    if a.index_elements ~= nil then
      local elements = type(a.index_elements) == "string" and { a.index_elements } or a.index_elements
      named[#named + 1] = { "index_elements", tuple(column_list(call, elements)) }
    end
    if a.constraint then named[#named + 1] = { "constraint", literal(tostring(a.constraint)) } end
    if a.index_where then named[#named + 1] = { "index_where", a.index_where } end
    if name == "update" then
      local set = a.set or a.set_
      if set == nil then fail(call .. ": missing option \"set\"", call .. "{ index_elements = { ... }, set = { column = value } }") end
      named[#named + 1] = { "set", row(self.args[1], set, call) }
    end
    if a.where then named[#named + 1] = { "where", a.where } end
    return with_clause(self, "on_conflict", node("on_conflict", { name = name, named = named }))
  end)
end
conflict("nothing")
conflict("update")

return sa
