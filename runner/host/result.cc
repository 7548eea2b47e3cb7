// What conn:execute returns: rows, one at a time or all. A row is a table that has each cell by position and by name; NULL is
// nil. Lists of rows and values work with ipairs and as `for row in rows do`.
#include <cmath>
#include <new>

#include "host/arguments.h"
#include "host/module_impl.h"
#include "host/objects.h"
#include "host/values.h"

namespace runner::host {

namespace {

constexpr const char* kResult = "Result";
constexpr const char* kRow = "Row";
constexpr const char* kRows = "rows";

using Held = std::shared_ptr<OpenCursor>;

Held& result_at(lua_State* L, const char* method) {
  const char* kind = lua_isuserdata(L, 1) ? kind_of(L, 1) : nullptr;
  if (!kind || std::string_view(kind) != kResult) {
    throw Error(ErrorCode::kScript, std::string(method) + ": called without its result")
        .with_hint(std::string("write result:") + method + "(), with a colon");
  }
  return *static_cast<Held*>(lua_touserdata(L, 1));
}

// The result of a method that takes at most so many arguments.
Held& called_result(lua_State* L, const char* method, int most = 0) {
  Held& held = result_at(L, method);
  refuse_surplus(L, method, most);
  return held;
}

// ---- rows ----

int column_of(const std::vector<std::string>& columns, std::string_view name) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] == name) {
      return static_cast<int>(i) + 1;
    }
  }
  return 0;
}

// The result's column names, kept in the metatable of its rows.
void push_keys(lua_State* L, int row) {
  if (!lua_getmetatable(L, row)) {
    throw Error(ErrorCode::kScript, "row: called without a row").with_hint("write row:pick(\"id\"), with a colon");
  }
  push_field(L, -1, "keys");
  lua_remove(L, -2);
  if (!lua_istable(L, -1)) {
    throw Error(ErrorCode::kScript, "row: called without a row").with_hint("write row:pick(\"id\"), with a colon");
  }
}

std::vector<std::string> names_in(lua_State* L, int keys) {
  std::vector<std::string> names;
  for (int i = 1; i <= static_cast<int>(lua_objlen(L, keys)); ++i) {
    lua_rawgeti(L, keys, i);
    names.emplace_back(string_at(L, -1));
    lua_pop(L, 1);
  }
  return names;
}

// row:unpack(): every cell, NULL as nil.
int row_unpack(lua_State* L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  push_keys(L, 1);
  const int keys = lua_gettop(L);
  const int count = static_cast<int>(lua_objlen(L, keys));
  luaL_checkstack(L, count + 4, "too many columns");
  push_field(L, keys, "mapping");
  const bool mapping = lua_toboolean(L, -1) != 0;
  lua_pop(L, 1);
  for (int i = 1; i <= count; ++i) {
    if (mapping) {
      lua_rawgeti(L, keys, i);
      lua_rawget(L, 1);
    } else {
      lua_rawgeti(L, 1, i);
    }
  }
  return count;
}

// row:pick("id", "name"): a table of those cells that keeps NULL as sa.NULL; all of them without names.
int row_pick(lua_State* L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  const int given = lua_gettop(L);
  push_keys(L, 1);
  const int keys = given + 1;
  const std::vector<std::string> columns = names_in(L, keys);
  std::vector<std::string> wanted;
  for (int i = 2; i <= given; ++i) {
    if (lua_type(L, i) != LUA_TSTRING) {
      throw Error(ErrorCode::kScript, "row:pick: a column name was expected, not " + describe(L, i));
    }
    wanted.emplace_back(string_at(L, i));
    if (column_of(columns, wanted.back()) == 0) {
      unknown_name("row:pick", "column", wanted.back(), columns);
    }
  }
  lua_newtable(L);
  for (const std::string& name : given > 1 ? wanted : columns) {
    push_field(L, 1, name);
    if (lua_isnil(L, -1)) {
      lua_pop(L, 1);
      push_none(L);
    }
    set_field(L, -2, name);
  }
  return 1;
}

// row.x is the cell, where there is one. What is none is the NULL of a column, or a slip.
int row_member(lua_State* L) {
  if (lua_type(L, 2) != LUA_TSTRING) return 0;
  lua_pushvalue(L, 2);
  lua_rawget(L, lua_upvalueindex(1));
  if (!lua_isnil(L, -1)) return 1;
  push_keys(L, 1);
  const std::vector<std::string> columns = names_in(L, lua_gettop(L));
  const std::string name(string_at(L, 2));
  if (column_of(columns, name) == 0) unknown_name("a row", "column", name, columns);
  impl_of(L).nulls_read.insert(name);
  return 0;
}

void push_column_names(lua_State* L, const OpenCursor& open) {
  lua_createtable(L, static_cast<int>(open.columns.size()), 0);
  for (std::size_t i = 0; i < open.columns.size(); ++i) {
    lua_pushlstring(L, open.columns[i].data(), open.columns[i].size());
    lua_rawseti(L, -2, static_cast<int>(i) + 1);
  }
}

// The metatable that the rows of one result share.
void push_row_metatable(lua_State* L, const OpenCursor& open, bool mapping) {
  lua_createtable(L, 0, 4);
  lua_pushstring(L, kRow);
  set_field(L, -2, kKindField);
  lua_createtable(L, 0, 2);
  lua_pushcfunction(L, guard<row_unpack>);
  set_field(L, -2, "unpack");
  lua_pushcfunction(L, guard<row_pick>);
  set_field(L, -2, "pick");
  lua_pushcclosure(L, guard<row_member>, 1);
  set_field(L, -2, "__index");
  push_column_names(L, open);
  lua_pushboolean(L, mapping);
  set_field(L, -2, "mapping");
  set_field(L, -2, "keys");
}

// A row of `cells` under the metatable at `metatable`.
void push_row(lua_State* L, const OpenCursor& open, const std::vector<Value>& cells, int metatable, bool mapping) {
  const int count = static_cast<int>(cells.size());
  lua_createtable(L, mapping ? 0 : count, count);
  for (int i = count; i >= 1; --i) {  // backwards: of two columns of one name the first stays
    push_value(L, cells[static_cast<std::size_t>(i) - 1]);
    if (static_cast<std::size_t>(i) <= open.columns.size()) {
      lua_pushvalue(L, -1);
      set_field(L, -3, open.columns[static_cast<std::size_t>(i) - 1]);
    }
    if (mapping) {
      lua_pop(L, 1);
    } else {
      lua_rawseti(L, -2, i);
    }
  }
  lua_pushvalue(L, metatable);
  lua_setmetatable(L, -2);
}

// ---- lists ----

// `for row in rows do`: Lua calls rows(nil, control). Upvalue 1 is the place in the list.
int next_of_list(lua_State* L) {
  lua_settop(L, 3);
  int at = 0;
  if (!lua_isnil(L, 3)) {
    at = static_cast<int>(lua_tointeger(L, lua_upvalueindex(1)));
    lua_rawgeti(L, 1, at);
    const bool expected = lua_rawequal(L, -1, 3) != 0;
    if (!expected) {
      throw Error(ErrorCode::kScript, "two loops run over one list of rows at the same time")
          .with_hint("use ipairs(rows) for one of them");
    }
  }
  lua_pushinteger(L, at + 1);
  lua_replace(L, lua_upvalueindex(1));
  lua_rawgeti(L, 1, at + 1);
  return 1;
}

int list_itself(lua_State* L) {
  lua_settop(L, 1);
  return 1;
}

int list_first(lua_State* L) {
  lua_rawgeti(L, 1, 1);
  return 1;
}

// Dresses the table on top as a list of rows or values.
void dress_list(lua_State* L) {
  lua_createtable(L, 0, 3);
  lua_pushstring(L, kRows);
  set_field(L, -2, kKindField);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, guard<next_of_list>, 1);
  set_field(L, -2, "__call");
  lua_createtable(L, 0, 2);
  lua_pushcfunction(L, guard<list_itself>);
  set_field(L, -2, "all");
  lua_pushcfunction(L, guard<list_first>);
  set_field(L, -2, "first");
  set_field(L, -2, "__index");
  lua_setmetatable(L, -2);
}

// ---- reading ----

// The next row's cells; false at the end. `method` is for the error of a statement without rows.
bool next_cells(lua_State* L, const Held& held, std::vector<Value>& cells, const char* method) {
  if (held->columns.empty()) {
    throw Error(ErrorCode::kScript, std::string(method) + ": this statement returned no rows")
        .with_hint("only a query has rows to read");
  }
  if (!held->cursor) {
    return false;
  }
  ClockPause pause(state_of(L));
  if (held->cursor->next(cells)) {
    return true;
  }
  held->close();
  return false;
}

enum class Shape { kCells, kMapping, kScalar };

// Pushes cells in a shape. Rows want their metatable at `metatable`.
void push_shaped(lua_State* L, const OpenCursor& open, const std::vector<Value>& cells, Shape shape, int metatable,
                 bool in_list) {
  if (shape != Shape::kScalar) {
    push_row(L, open, cells, metatable, shape == Shape::kMapping);
  } else if (in_list) {
    push_value(L, cells.empty() ? Value() : cells[0]);
    if (lua_isnil(L, -1)) {
      lua_pop(L, 1);
      push_none(L);
    }
  } else {
    push_value(L, cells.empty() ? Value() : cells[0]);
  }
}

// Pushes up to `limit` rows as a list (all when negative).
int push_list(lua_State* L, const Held& held, const char* method, Shape shape, long limit) {
  push_row_metatable(L, *held, shape == Shape::kMapping);
  const int metatable = lua_gettop(L);
  lua_newtable(L);
  std::vector<Value> cells;
  for (int count = 0; (limit < 0 || count < limit) && next_cells(L, held, cells, method);) {
    push_shaped(L, *held, cells, shape, metatable, true);
    lua_rawseti(L, -2, ++count);
  }
  dress_list(L);
  return 1;
}

// Pushes the next row, or nil.
int push_next(lua_State* L, const Held& held, const char* method, Shape shape) {
  std::vector<Value> cells;
  if (!next_cells(L, held, cells, method)) {
    lua_pushnil(L);
    return 1;
  }
  if (shape == Shape::kScalar) {
    push_shaped(L, *held, cells, shape, 0, false);
    return 1;
  }
  lua_getfenv(L, 1);  // the rows' metatable lives in the result's environment
  const int environment = lua_gettop(L);
  push_field(L, environment, kRow);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    push_row_metatable(L, *held, false);
    lua_pushvalue(L, -1);
    set_field(L, environment, kRow);
  }
  push_shaped(L, *held, cells, shape, lua_gettop(L), false);
  return 1;
}

int fetchone(lua_State* L) {
  return push_next(L, called_result(L, "fetchone"), "fetchone", Shape::kCells);
}

int fetchall(lua_State* L) {
  return push_list(L, called_result(L, "fetchall"), "fetchall", Shape::kCells, -1);
}

int fetchmany(lua_State* L) {
  const Held& held = called_result(L, "fetchmany", 1);
  const double count = lua_isnoneornil(L, 2) ? 1 : lua_tonumber(L, 2);
  if (lua_isnoneornil(L, 2) ? false : lua_type(L, 2) != LUA_TNUMBER || count < 0 || count > 1e9 || count != std::floor(count)) {
    throw Error(ErrorCode::kScript, "fetchmany: a number of rows was expected, not " + describe(L, 2));
  }
  return push_list(L, held, "fetchmany", Shape::kCells, static_cast<long>(count));
}

int scalars(lua_State* L) {
  return push_list(L, called_result(L, "scalars"), "scalars", Shape::kScalar, -1);
}

int mappings(lua_State* L) {
  return push_list(L, called_result(L, "mappings"), "mappings", Shape::kMapping, -1);
}

int first(lua_State* L) {
  const Held& held = called_result(L, "first");
  push_next(L, held, "first", Shape::kCells);
  held->close();
  return 1;
}

int scalar(lua_State* L) {
  const Held& held = called_result(L, "scalar");
  push_next(L, held, "scalar", Shape::kScalar);
  held->close();
  return 1;
}

// At most one row, and exactly one unless `or_none`.
int only(lua_State* L, const char* method, Shape shape, bool or_none) {
  const Held& held = called_result(L, method);
  std::vector<Value> cells;
  const bool some = next_cells(L, held, cells, method);
  std::vector<Value> more;
  const bool several = some && next_cells(L, held, more, method);
  held->close();
  if (several) {
    throw Error(ErrorCode::kScript, std::string(method) + ": more than one row was found when one was required");
  }
  if (!some) {
    if (!or_none) {
      throw Error(ErrorCode::kScript, std::string(method) + ": no row was found when one was required");
    }
    lua_pushnil(L);
    return 1;
  }
  push_row_metatable(L, *held, false);
  push_shaped(L, *held, cells, shape, lua_gettop(L), false);
  return 1;
}

int one(lua_State* L) {
  return only(L, "one", Shape::kCells, false);
}
int one_or_none(lua_State* L) {
  return only(L, "one_or_none", Shape::kCells, true);
}
int scalar_one(lua_State* L) {
  return only(L, "scalar_one", Shape::kScalar, false);
}
int scalar_one_or_none(lua_State* L) {
  return only(L, "scalar_one_or_none", Shape::kScalar, true);
}

int close(lua_State* L) {
  called_result(L, "close")->close();
  return 0;
}

// `for row in result do`
int iterate(lua_State* L) {
  lua_settop(L, 1);
  return push_next(L, result_at(L, "for row in result"), "for row in result", Shape::kCells);
}

int collect(lua_State* L) {
  std::destroy_at(static_cast<Held*>(lua_touserdata(L, 1)));
  return 0;
}

// result.rowcount, result.keys; upvalue 1 holds the methods.
int member(lua_State* L) {
  const Held& held = result_at(L, "result");
  const std::string_view name = lua_type(L, 2) == LUA_TSTRING ? string_at(L, 2) : "";
  if (name == "rowcount") {
    lua_pushnumber(L, static_cast<double>(held->rowcount));
  } else if (name == "keys") {
    push_column_names(L, *held);
    dress_list(L);
  } else if (name == "returns_rows") {
    lua_pushboolean(L, !held->columns.empty());
  } else {
    push_method(L, "a result", name, lua_upvalueindex(1));
  }
  return 1;
}

void fill_metatable(lua_State* L) {
  static const luaL_Reg kMethods[] = {{"fetchone", guard<fetchone>},
                                      {"fetchall", guard<fetchall>},
                                      {"all", guard<fetchall>},
                                      {"fetchmany", guard<fetchmany>},
                                      {"first", guard<first>},
                                      {"one", guard<one>},
                                      {"one_or_none", guard<one_or_none>},
                                      {"scalar", guard<scalar>},
                                      {"scalar_one", guard<scalar_one>},
                                      {"scalar_one_or_none", guard<scalar_one_or_none>},
                                      {"scalars", guard<scalars>},
                                      {"mappings", guard<mappings>},
                                      {"close", guard<close>},
                                      {nullptr, nullptr}};
  lua_newtable(L);
  set_functions(L, lua_gettop(L), kMethods);
  lua_pushcclosure(L, guard<member>, 1);
  set_field(L, -2, "__index");
  lua_pushcfunction(L, guard<iterate>);
  set_field(L, -2, "__call");
  lua_pushcfunction(L, collect);
  set_field(L, -2, "__gc");
}

}  // namespace

void push_result(lua_State* L, std::shared_ptr<OpenCursor> cursor) {
  void* memory = lua_newuserdata(L, sizeof(Held));
  new (memory) Held(std::move(cursor));
  lua_newtable(L);
  lua_setfenv(L, -2);
  push_metatable(L, kResult);
  push_field(L, -1, "__gc");
  const bool filled = !lua_isnil(L, -1);
  lua_pop(L, 1);
  if (!filled) {
    fill_metatable(L);
  }
  lua_setmetatable(L, -2);
}

}  // namespace runner::host
