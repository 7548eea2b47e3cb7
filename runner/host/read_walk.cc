// What op.batch_update and op.batch_delete take, out of their bound arguments.
#include <algorithm>
#include <cmath>

#include "host/reader.h"
#include "host/values.h"

namespace runner::host {

namespace {

std::string field_text(lua_State* L, int index, const char* name) {
  push_field(L, index, name);
  std::string text = lua_type(L, -1) == LUA_TSTRING ? std::string(string_at(L, -1)) : "";
  lua_pop(L, 1);
  return text;
}

bool is_written_out(lua_State* L, int index) {
  return is_expression(L, index) || is_none(L, index);
}

// The name of a column: a string, t.c.x or sa.Column.
std::string column_name(lua_State* L, int index, const Argument& argument) {
  if (lua_type(L, index) == LUA_TSTRING) {
    return std::string(string_at(L, index));
  }
  const bool expression = is_kind(L, index, kind::kExpr) && field_text(L, index, "kind") == "column";
  if (!expression && !is_kind(L, index, kind::kColumn)) {
    mistyped(L, index, argument, "a column's name");
  }
  return field_text(L, index, "name");
}

}  // namespace

void read(lua_State* L, int index, const Argument& argument, double& member) {
  if (lua_type(L, index) != LUA_TNUMBER || !std::isfinite(lua_tonumber(L, index))) {
    mistyped(L, index, argument, "a number");
  }
  member = lua_tonumber(L, index);
}

void read(lua_State* L, int index, const Argument& argument, ops::TableReference& member) {
  if (!is_kind(L, index, kind::kTable)) {
    if (lua_type(L, index) != LUA_TSTRING && !is_kind(L, index, kind::kFinal)) {
      mistyped(L, index, argument, "a table's name or a table (sa.table(\"t\", ...))");
    }
    return read(L, index, argument, member.name);
  }
  member.name = field_text(L, index, "name");
  if (std::string schema = field_text(L, index, "schema"); !schema.empty()) {
    member.schema = std::move(schema);
  }
}

void read(lua_State* L, int index, const Argument& argument, ops::KeyColumns& member) {
  if (!is_plain_table(L, index)) {
    member.names = {column_name(L, index, argument)};
    return;
  }
  read_list(L, index, argument, [&](int item, const Argument& which) { member.names.push_back(column_name(L, item, which)); });
  if (member.names.empty()) {
    mistyped(L, index, argument, "a column's name or a list of them");
  }
}

void read(lua_State* L, int index, const Argument& argument, ops::Assignments& member) {
  if (!is_plain_table(L, index)) {
    mistyped(L, index, argument, "a table { column = value or expression }");
  }
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    const int value = lua_gettop(L);
    if (lua_type(L, value - 1) == LUA_TNUMBER) {
      mistyped(L, index, argument, "a table { column = value or expression }");
    }
    const std::string column = column_name(L, value - 1, argument);
    member.emplace_back(column, is_written_out(L, value)
                                    ? decode_expr(L, value)
                                    : schema::Expr::literal(value_at(L, value, to_string(argument) + ", \"" + column + "\"")));
  }
  std::sort(member.begin(), member.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

}  // namespace runner::host
