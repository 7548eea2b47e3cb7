-- What stands in FROM besides tables: aliases, subqueries, common table expressions, functions that give rows, text that names
-- its columns. They build on expr.lua.
local host = ...
local expr = require "expr"

local kind_of, describe, fail = host.kind, host.describe, host.fail
local sa, method, define, expect = expr.sa, expr.method, expr.define, expr.expect
local node, tuple, operand, copy = expr.node, expr.tuple, expr.operand, expr.copy
local true_node, table_methods = expr.true_node, expr.table_methods

-- What has no name of its own gets one where it is printed: anon_1, or account_1 of the table account.
local anonymous = 0
local function held(kind, inner, name)
  if name == nil then
    anonymous = anonymous + 1
    name = "\1" .. (kind_of(inner) == "Table" and inner.name or "anon") .. "\1" .. anonymous
  end
  return node(kind, { name = name, args = { inner } })
end
for _, name in ipairs{ "alias", "subquery" } do
  method(name, function(self, given_name) return held("alias", self, given_name) end)
end
method("cte", function(self, a)
  local new = held("cte", self, a.name)
  if a.recursive then new.named = { { "recursive", true_node } } end
  return new
end)

-- A select, or a function that gives rows, that may read the tables before it in FROM.
local function lateral(call, inner, name)
  expect(inner, call, "select", "compound", "func", "alias")
  local named_already = inner.kind == "alias"
  local new = held("alias", named_already and inner.args[1] or inner, name)
  new.named = { { "lateral", true_node } }
  if named_already then
    new.valued = inner.valued
    for _, entry in ipairs(inner.named or {}) do new.named[#new.named + 1] = entry end
  end
  return new
end
method("lateral", function(self, name) return lateral(":lateral", self, name) end)
define("lateral", function(a) return lateral("sa.lateral", a.select, expr.given(a.name)) end)
table_methods.alias = host.method("table:alias", "Table", function(self, name) return held("alias", self, name) end)

-- func:table_valued("a", "b"): rows of the columns a and b; func:column_valued("x"): the function as a column of that name.
method("table_valued", function(self, a)
  expect(self, ":table_valued", "func")
  local new = held("alias", self, a.name)
  new.valued = {}
  for i, column in ipairs(a.columns or {}) do
    new.valued[i] = type(column) == "string" and { name = column } or { name = column.name, type = column.type }
  end
  return new
end)
method("column_valued", function(self, name)
  expect(self, ":column_valued", "func")
  local alias = held("alias", self, name)
  return node("column", { name = alias.name, owner = alias })
end)
-- AS e(value), or AS e(value TEXT), where the function does not say what its columns are called.
method("render_derived", function(self, a)
  if self.kind ~= "alias" or not self.valued then fail(":render_derived: it follows :table_valued(\"a\", \"b\")") end
  local new, columns = copy(self), {}
  for i, column in ipairs(self.valued) do
    columns[i] = node("column", { name = column.name, type = a.with_types and column.type or nil })
  end
  new.named[#new.named + 1] = { "derived", tuple(columns) }
  return new
end)
define("alias", function(a)
  return held("alias", type(a.selectable) == "string" and sa.table(a.selectable) or a.selectable, expr.given(a.name))
end)

-- ---- text ----

-- text:bindparams{ name = value }, text:bindparams(sa.bindparam("name", value, type))
method("bindparams", function(self, ...)
  expect(self, ":bindparams", "text")
  local binds = {}
  for _, entry in ipairs(self.named or {}) do binds[entry[1]] = entry[2] end
  for i = 1, select("#", ...) do
    local one = select(i, ...)
    if kind_of(one) == "Expr" and one.kind == "bind" then
      binds[one.name] = one
    elseif type(one) == "table" and kind_of(one) == nil then
      for name, value in pairs(one) do
        if type(name) ~= "string" then fail(":bindparams: names must be strings, not " .. describe(name)) end
        binds[name] = operand(value, ":bindparams")
      end
    else
      fail(":bindparams: a table { name = value } was expected, not " .. describe(one))
    end
  end
  local names, named = {}, {}
  for name in pairs(binds) do names[#names + 1] = name end
  table.sort(names)
  for i, name in ipairs(names) do named[i] = { name, binds[name] } end
  local new = copy(self)
  new.named = named
  return new
end)

-- text:columns(sa.column("id", sa.Integer()), "name"), text:columns{ id = sa.Integer() }: what the text selects, so that its
-- :subquery(), :alias() and :cte() have columns.
method("columns", function(self, ...)
  expect(self, ":columns", "text")
  local new = copy(self)
  new.valued = {}
  local function add(name, type_) new.valued[#new.valued + 1] = { name = name, type = type_ } end
  for i = 1, select("#", ...) do
    local one = (select(i, ...))
    local kind = kind_of(one)
    if type(one) == "string" then
      add(one)
    elseif kind == "Column" or (kind == "Expr" and one.kind == "column") then
      add(one.name, one.type)
    elseif type(one) == "table" and kind == nil and next(one) ~= nil then
      local names = {}
      for name, type_ in pairs(one) do
        if type(name) ~= "string" or kind_of(type_) ~= "Type" then
          fail(":columns: { name = type } was expected, not " .. describe(one))
        end
        names[#names + 1] = name
      end
      table.sort(names)
      for _, name in ipairs(names) do add(name, one[name]) end
    else
      fail(":columns: a column was expected, not " .. describe(one), "write :columns(sa.column(\"id\", sa.Integer()))")
    end
  end
  if #new.valued == 0 then fail(":columns: a column is missing") end
  return new
end)

return expr
