// Reads options that belong to one dialect (postgresql_where, sqlite_on_conflict, mysql_engine ...), each in the shape that it
// has.
#include <algorithm>

#include "host/arguments.h"
#include "host/reader.h"
#include "host/values.h"
#include "schema/option_shape.h"

namespace runner::host {

bool of_a_dialect(std::string_view name) {
  constexpr std::string_view kInitials = "psmo";
  if (name.empty() || kInitials.find(name.front()) == std::string_view::npos || name.find('_') == std::string_view::npos) {
    return false;
  }
  for (std::string_view prefix : {"postgresql_", "sqlite_", "mysql_", "mariadb_", "mssql_", "oracle_"}) {
    if (name.substr(0, prefix.size()) == prefix) {
      return true;
    }
  }
  return false;
}

namespace {

schema::Expr option_value(lua_State* L, int index, const Argument& argument);

schema::Expr option_list(lua_State* L, int index, const Argument& argument) {
  schema::Expr tuple;
  tuple.kind = "tuple";
  read_list(L, index, argument, [&](int item, const Argument& which) { tuple.args.push_back(option_value(L, item, which)); });
  return tuple;
}

schema::Expr option_map(lua_State* L, int index, const Argument& argument) {
  schema::Expr row;
  row.kind = "row";
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    if (!is_string(L, -2)) {
      mistyped(L, -2, argument, "a table with string keys");
    }
    row.named.emplace_back(std::string(string_at(L, -2)), option_value(L, lua_gettop(L), argument));
  }
  std::sort(row.named.begin(), row.named.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return row;
}

// Strings, numbers and booleans are literals here, lists tuples, maps rows.
schema::Expr option_value(lua_State* L, int index, const Argument& argument) {
  if (!is_plain_table(L, index)) {
    if (auto name = final_name(L, index)) {
      return schema::Expr::literal(Value(*name));
    }
    if (lua_istable(L, index) && !is_kind(L, index, kind::kExpr) && !is_kind(L, index, kind::kFunction)) {
      mistyped(L, index, argument, "a value, a list or an expression");
    }
    return lua_istable(L, index) ? decode_expr(L, index) : schema::Expr::literal(value_at(L, index, to_string(argument)));
  }
  lua_pushnil(L);
  if (lua_next(L, index)) {
    const bool named = is_string(L, -2);
    lua_pop(L, 2);
    if (named) {
      return option_map(L, index, argument);
    }
  }
  return option_list(L, index, argument);
}

// Every item of the list, or value of the map, is a string, a number or (for names) a column.
bool all_simple(lua_State* L, int table, bool named) {
  for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
    const bool key_fits = is_string(L, -2) == named;
    const bool simple = is_string(L, -1) || (named && (lua_type(L, -1) == LUA_TNUMBER || lua_isboolean(L, -1)));
    const bool column = !named && (is_expression(L, -1) || is_kind(L, -1, kind::kColumn) || is_kind(L, -1, kind::kFinal));
    if (!key_fits || !(simple || column)) {
      lua_pop(L, 2);
      return false;
    }
  }
  return true;
}

void check_shape(lua_State* L, int index, const Argument& argument, schema::OptionShape shape) {
  const bool plain = is_plain_table(L, index);
  const bool text = is_string(L, index) || is_kind(L, index, kind::kFinal);
  switch (shape) {
    case schema::OptionShape::kFlag:
      if (!lua_isboolean(L, index)) {
        mistyped(L, index, argument, "a boolean");
      }
      break;
    case schema::OptionShape::kText:
      if (!text) {
        mistyped(L, index, argument, "a string");
      }
      break;
    case schema::OptionShape::kNames:
      if (!text && !(plain && all_simple(L, index, false))) {
        mistyped(L, index, argument, "a name or a list of names");
      }
      break;
    case schema::OptionShape::kSettings:
      if (!plain || !all_simple(L, index, true)) {
        mistyped(L, index, argument, "a table { name = value }");
      }
      break;
    case schema::OptionShape::kLengths:
      if (lua_type(L, index) != LUA_TNUMBER && !(plain && all_simple(L, index, true))) {
        mistyped(L, index, argument, "a number or a table { column = number }");
      }
      break;
    case schema::OptionShape::kCondition: {
      schema::Expr condition;
      if (lua_isboolean(L, index) || !(text || is_expression(L, index))) {
        read(L, index, argument, condition);  // says what was expected
      }
      break;
    }
    case schema::OptionShape::kAny:
      break;
  }
}

}  // namespace

void read(lua_State* L, int index, const Argument& argument, schema::Options& member, std::string_view kind) {
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    if (!is_string(L, -2) || is_kind(L, -1, kind::kNull)) {
      continue;
    }
    const std::string_view name = string_at(L, -2);
    if (of_a_dialect(name) && schema::known_option(kind, name)) {
      const Argument which{argument.call, name};
      check_shape(L, lua_gettop(L), which, schema::option_shape(kind, name));
      member.emplace_back(std::string(name), option_value(L, lua_gettop(L), which));
    }
  }
  std::sort(member.begin(), member.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

}  // namespace runner::host
