// reflect_kwargs of a batch: what the listeners leave in their column_info overrides the reflected column.
#include <string>
#include <utility>

#include "host/arguments.h"
#include "host/inspect.h"
#include "host/inspect_entries.h"
#include "host/objects.h"
#include "host/reader.h"

namespace runner::host {

namespace {

// The functions of reflect_kwargs = { listeners = { { "column_reflect", fn } } }; their list is left on the stack.
int listeners_of(lua_State* L, int bound) {
  const Argument argument{"op.batch_alter_table", "reflect_kwargs"};
  push_field(L, bound, "reflect_kwargs");
  if (lua_isnil(L, -1) || is_none(L, -1)) {
    return 0;
  }
  if (!is_plain_table(L, -1)) {
    mistyped(L, -1, argument, "a table");
  }
  for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING || string_at(L, -2) != "listeners") {
      unknown_name(argument.call, "option in \"reflect_kwargs\"", lua_type(L, -2) == LUA_TSTRING ? string_at(L, -2) : "?",
                   {"listeners"});
    }
  }
  push_field(L, -1, "listeners");
  if (!is_plain_table(L, -1)) {
    return 0;
  }
  const int list = lua_gettop(L);
  lua_newtable(L);
  const int functions = lua_gettop(L);
  read_list(L, list, argument, [&](int item, const Argument& which) {
    if (!is_plain_table(L, item)) {
      mistyped(L, item, which, "{ \"column_reflect\", function }");
    }
    lua_rawgeti(L, item, 1);
    lua_rawgeti(L, item, 2);
    if (lua_type(L, -2) != LUA_TSTRING || string_at(L, -2) != "column_reflect" || !lua_isfunction(L, -1)) {
      mistyped(L, item, which, "{ \"column_reflect\", function }");
    }
    lua_rawseti(L, functions, static_cast<int>(lua_objlen(L, functions)) + 1);
    lua_pop(L, 1);
  });
  return functions;
}

// What a listener left in column_info, where it differs from what was there.
bool take_changes(lua_State* L, int info, schema::Column& column) {
  const schema::Column before = column;
  const std::string call = "column_info";
  push_field(L, info, "type");
  if (!lua_isnil(L, -1)) {
    schema::Type type;
    read(L, lua_gettop(L), {call, "type"}, type);
    column.type = std::move(type);
  }
  lua_pop(L, 1);
  push_field(L, info, "nullable");
  if (lua_isboolean(L, -1) && (lua_toboolean(L, -1) != 0) != column.is_nullable()) {
    column.nullable = lua_toboolean(L, -1) != 0;
  }
  lua_pop(L, 1);
  push_field(L, info, "default");
  if (lua_isnil(L, -1) || is_none(L, -1)) {
    column.server_default.reset();
  } else if (lua_type(L, -1) == LUA_TSTRING) {
    if (!column.server_default || sql_text(column.server_default->expr) != string_at(L, -1)) {
      column.server_default = schema::Default{schema::Expr::text(std::string(string_at(L, -1)))};
    }
  } else {
    column.server_default = schema::Default{decode_expr(L, lua_gettop(L))};
  }
  lua_pop(L, 1);
  return !(column == before);
}

bool overridden(const ops::BatchAlterTable& batch, const std::string& name) {
  for (const auto& column : batch.reflect_columns) {
    if (column.name == name) {
      return true;
    }
  }
  return false;
}

}  // namespace

void run_column_listeners(lua_State* L, int bound, ops::BatchAlterTable& batch) {
  const int top = lua_gettop(L);
  const int functions = listeners_of(L, bound);
  if (functions == 0) {
    lua_settop(L, top);
    return;
  }
  const schema::Table table = inspected_table(L, "op.batch_alter_table", batch.table_name, batch.schema);
  const int count = static_cast<int>(lua_objlen(L, functions));
  for (schema::Column column : table.columns) {
    push_column(L, column);
    const int info = lua_gettop(L);
    for (int i = 1; i <= count; ++i) {
      lua_rawgeti(L, functions, i);
      push_inspector(L);
      lua_newtable(L);
      set_string(L, "name", table.name);
      set_optional(L, "schema", table.schema);
      lua_pushvalue(L, info);
      lua_call(L, 3, 0);
    }
    if (take_changes(L, info, column) && !overridden(batch, column.name)) {
      batch.reflect_columns.push_back(std::move(column));
    }
    lua_settop(L, info - 1);
  }
  lua_settop(L, top);
}

}  // namespace runner::host
