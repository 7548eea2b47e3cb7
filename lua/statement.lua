-- Statements: sa.select(...), t:insert():values(...), t:update():where(...), t:delete(). A statement is an expression node whose
-- clauses lie in `named`; each call gives a copy with one clause more. Returns the functions of sa, those of expr.lua included.
local host = ...
local expr = require "operators"

local kind_of, describe, fail = host.kind, host.describe, host.fail
local sa, method, define, expect = expr.sa, expr.method, expr.define, expr.expect
local node, literal, tuple, operand = expr.node, expr.literal, expr.tuple, expr.operand
local condition, conditions, conjunction = expr.condition, expr.conditions, expr.conjunction
local column_list, is_list, length, copy = expr.column_list, expr.is_list, expr.length, expr.copy

-- ---- clauses ----

local ranks = {}
for i, name in ipairs{ "correlate", "prefix", "distinct", "from", "join", "values", "columns", "from_select", "set", "where", "group_by", "having",
  "order_by", "limit", "offset", "fetch", "on_conflict", "on_duplicate_key", "returning", "for_update", "suffix" } do
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

local function has_columns(item)
  return kind_of(item) == "Table" or (kind_of(item) == "Expr" and (item.kind == "alias" or item.kind == "cte" or item.kind == "values"))
end

local function select_list(call, items)
  local columns = {}
  for _, item in ipairs(items) do
    if has_columns(item) then
      for _, column in ipairs(all_columns(item)) do columns[#columns + 1] = column end
    elseif type(item) == "string" then
      fail(call .. ": a column was expected, not " .. describe(item), "write sa.column(\"" .. item .. "\") or sa.text(...)")
    else
      columns[#columns + 1] = operand(item, call)
    end
  end
  return columns
end

define("select", function(a) return node("select", { args = select_list("sa.select", a.columns or {}) }) end)

method("add_columns", function(self, ...)
  expect(self, ":add_columns", "select")
  local new = copy(self)
  new.args = { unpack(self.args) }
  for _, column in ipairs(select_list(":add_columns", { ... })) do new.args[#new.args + 1] = column end
  return new
end)

method("with_only_columns", function(self, ...)
  expect(self, ":with_only_columns", "select")
  local new = copy(self)
  new.args = select_list(":with_only_columns", { ... })
  return new
end)

-- Which tables of the statement around it the select reads; it finds them by itself, but for these calls.
method("correlate", function(self, ...)
  expect(self, ":correlate", "select")
  local items = {}
  for i = 1, select("#", ...) do
    if not expr.is_none((select(i, ...))) then items[#items + 1] = from_item((select(i, ...)), ":correlate") end
  end
  return with_clause(self, "correlate", tuple(items))
end)

-- sa.values(sa.column("id", sa.Integer), ..., { name = "v" }):data{ { 1, "a" }, ... }: rows as a table in FROM.
define("values", function(a)
  local columns = {}
  for i, column in ipairs(a.columns or {}) do columns[i] = node("column", { name = column.name, type = column.type }) end
  if #columns == 0 then fail("sa.values: a column is missing", "write sa.values(sa.column(\"id\", sa.Integer), { name = \"v\" })") end
  return node("values", { name = a.name or "anon_1", args = columns, named = {} })
end)

method("data", function(self, rows)
  expect(self, ":data", "values")
  local list = {}
  for i = 1, is_list(rows) and length(rows, ":data") or fail(":data: a list of rows was expected, not " .. describe(rows)) do
    local cells = rows[i]
    if not is_list(cells) or #cells ~= #self.args then
      fail(":data, row " .. i .. ": " .. #self.args .. " values were expected, not " .. describe(cells))
    end
    local values = {}
    for k, cell in ipairs(cells) do values[k] = operand(cell, ":data, row " .. i, self.args[k].type) end
    list[i] = tuple(values)
  end
  if #list == 0 then fail(":data: a row is missing") end
  local new = copy(self)
  local before = clause(self, "rows")
  local all = before and { unpack(before.args) } or {}
  for _, item in ipairs(list) do all[#all + 1] = item end
  new.named = { { "rows", tuple(all) } }
  return new
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
    if self.kind == "alias" or self.kind == "cte" or self.kind == "values" then return joined(self, { join }) end
    expect(self, call, "select")
    return with_added(self, "join", node("join", { name = join[1], args = { join[2], join[3] } }))
  end)
  expr.table_methods[name] = host.method("table:" .. name, "Table", function(self, a) return joined(self, { join_of(a, kind, call) }) end)
  define(name, function(a) return joined(from_item(a.left, "sa." .. name), { join_of(a, kind, "sa." .. name) }) end)
end
join_method("join", "JOIN")
join_method("outerjoin", "LEFT OUTER JOIN")

-- select:join_from(u, a, u.c.id:eq(a.c.user_id)) is select:select_from(u:join(a, ...)).
for _, name in ipairs{ "join_from", "outerjoin_from" } do
  method(name, function(self, a)
    expect(self, ":" .. name, "select")
    local left = from_item(a.left, ":" .. name)
    return self:select_from(joined(left, { join_of(a, name == "join_from" and "JOIN" or "LEFT OUTER JOIN", ":" .. name) }))
  end)
end

method("where", function(self, ...)
  if self.kind == "exists" then return inside(self, "where", ...) end
  expect(self, ":where", "select", "update", "delete")
  return with_condition(self, "where", ":where", ...)
end)
-- Of a select a further condition, of an aggregate the rows that it sees.
method("filter", function(self, ...)
  if self.kind == "func" or self.kind == "within_group" or self.kind == "filter" then return expr.filtered(":filter", self, ...) end
  return self:where(...)
end)
-- The conditions { column = value } on the table that the statement is about.
method("filter_by", function(self, values)
  expect(self, ":filter_by", "select", "update", "delete")
  local from = clause(self, "from")
  local item = from and from.args[1] or self.args[1]
  local source = has_columns(item) and item or kind_of(item) == "Expr" and item.owner
  if not source then fail(":filter_by: the statement has no table to look for columns in", "write :where(t.c.x:eq(value))") end
  local list, names = {}, {}
  for name in pairs(values) do
    if type(name) ~= "string" then fail(":filter_by: a table { column = value } was expected, not " .. describe(values)) end
    names[#names + 1] = name
  end
  table.sort(names)
  for i, name in ipairs(names) do list[i] = source.c[name]:eq(values[name]) end
  return self:where(unpack(list))
end)
method("having", function(self, ...)
  expect(self, ":having", "select")
  return with_condition(self, "having", ":having", ...)
end)

-- A name means the selected column of that name.
local function selected(self, item)
  local inner = item.args and item.args[1]
  if item.kind == "column" and item.table == nil and item.owner == nil and item.named_only then
    for _, column in ipairs(self.kind == "select" and self.args or {}) do
      if kind_of(column) == "Expr" and column.kind == "column" and column.name == item.name then return column end
    end
  elseif item.kind == "desc" or item.kind == "asc" or item.kind == "nulls_first" or item.kind == "nulls_last" then
    return node(item.kind, { args = { selected(self, inner) } })
  end
  return item
end

local function with_ordering(self, name, ...)
  local items = column_list(":" .. name, ...)
  for i, item in ipairs(items) do items[i] = kind_of(item) == "Expr" and selected(self, item) or item end
  return with_list(self, name, items)
end
method("group_by", function(self, ...)
  expect(self, ":group_by", "select")
  return with_ordering(self, "group_by", ...)
end)
method("order_by", function(self, ...)
  expect(self, ":order_by", "select", "compound")
  return with_ordering(self, "order_by", ...)
end)

local function row_count(call, count)
  local number = tonumber(count)
  if kind_of(count) ~= "Expr" and not (number and number >= 0 and number % 1 == 0) then
    fail(call .. ": a number of rows was expected, not " .. describe(count))
  end
  return operand(kind_of(count) and count or number, call)
end
for _, name in ipairs{ "limit", "offset" } do
  method(name, function(self, count)
    expect(self, ":" .. name, "select", "compound")
    return with_clause(self, name, row_count(":" .. name, count))
  end)
end
method("slice", function(self, start, stop)
  if self.kind ~= "select" and self.kind ~= "compound" then return expr.slice_of_list(self, start, stop) end
  local first, last = tonumber(start), tonumber(stop)
  if not (first and last and last >= first) then
    fail(":slice: two numbers of rows were expected, not " .. describe(start) .. " and " .. describe(stop))
  end
  local new = self:limit(last - first)
  return first == 0 and new or new:offset(first)
end)
-- FETCH FIRST n ROWS ONLY
method("fetch", function(self, a)
  expect(self, ":fetch", "select", "compound")
  local named = {}
  for _, name in ipairs{ "with_ties", "percent" } do
    if a[name] then named[#named + 1] = { name, expr.true_node } end
  end
  return with_clause(self, "fetch", node("fetch", { args = { row_count(":fetch", a.count) }, named = named }))
end)

method("with_for_update", function(self, a)
  expect(self, ":with_for_update", "select")
  local named = {}
  for _, name in ipairs{ "read", "key_share", "nowait", "skip_locked" } do
    if a[name] then named[#named + 1] = { name, expr.true_node } end
  end
  if a.of ~= nil then
    local list, items = is_list(a.of) and a.of or { a.of }, {}
    for i, item in ipairs(list) do
      if kind_of(item) == "Expr" and item.kind == "column" then item = item.owner or item end
      items[i] = from_item(item, ":with_for_update")
    end
    named[#named + 1] = { "of", tuple(items) }
  end
  return with_clause(self, "for_update", node("lock", { named = named }))
end)

-- Words of SQL before the columns (after INSERT, UPDATE, DELETE), or at the end.
for name, kinds in pairs{ prefix_with = { "select", "insert", "update", "delete" }, suffix_with = { "select" } } do
  method(name, function(self, ...)
    expect(self, ":" .. name, unpack(kinds))
    local items = {}
    for i = 1, select("#", ...) do
      local word = (select(i, ...))
      items[i] = type(word) == "string" and node("literal_column", { name = word }) or operand(word, ":" .. name)
    end
    return with_list(self, name:match("^%a+"), items)
  end)
end

-- select:distinct(), select:distinct(t.c.a) (DISTINCT ON), or of a column.
method("distinct", function(self, ...)
  if self.kind ~= "select" then return node("distinct", { args = { self } }) end
  if select("#", ...) == 0 then return with_clause(self, "distinct", expr.true_node) end
  return with_clause(self, "distinct", tuple(column_list(":distinct", ...)))
end)

for name, word in pairs{ union = "UNION", union_all = "UNION ALL", intersect = "INTERSECT", intersect_all = "INTERSECT ALL",
  except_ = "EXCEPT", except_all = "EXCEPT ALL" } do
  method(name, function(self, ...)
    expect(self, ":" .. name, "select", "compound", "cte")
    if select("#", ...) == 0 then fail(":" .. name .. ": a select is missing") end
    if self.kind ~= "cte" then return node("compound", { name = word, args = { self, ... } }) end
    local new = copy(self)   -- the further parts know the table by its name
    new.args, new.c = { node("compound", { name = word, args = { self.args[1], ... } }) }, nil
    return new
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
for _, dialect in ipairs{ "postgresql", "sqlite", "mysql" } do
  define(dialect .. ".insert", function(a) return node("insert", { args = { a.table } }) end)
end

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

-- update:ordered_values({ t.c.a, 1 }, { t.c.b, 2 }): SET in this order.
method("ordered_values", function(self, ...)
  expect(self, ":ordered_values", "update")
  local t, named = self.args[1], {}
  for i = 1, select("#", ...) do
    local pair = (select(i, ...))
    if not is_list(pair) or #pair ~= 2 then
      fail(":ordered_values: { column, value } was expected, not " .. describe(pair))
    end
    local one = row(t, { [pair[1]] = pair[2] }, ":ordered_values")
    named[i] = one.named[1]
  end
  if #named == 0 then fail(":ordered_values: a column to change is missing", "write :ordered_values({ t.c.a, 1 })") end
  return with_clause(self, "set", node("row", { name = "ordered", named = named }))
end)

-- MySQL's upsert.
method("on_duplicate_key_update", function(self, values)
  expect(self, ":on_duplicate_key_update", "insert")
  local set = row(self.args[1], values, ":on_duplicate_key_update")
  if #set.named == 0 then fail(":on_duplicate_key_update: a column to change is missing") end
  return with_clause(self, "on_duplicate_key", set)
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
