// Is a value what an argument takes? For the calls that nobody decodes, and before somebody does (reader.h).
#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "host/arguments.h"
#include "host/reader.h"
#include "host/values.h"

namespace runner::host {

namespace {

bool is_expression_of(lua_State* L, int index, std::initializer_list<std::string_view> kinds) {
  if (!is_kind(L, index, kind::kExpr)) {
    return false;
  }
  push_field(L, index, "kind");
  const bool found = std::find(kinds.begin(), kinds.end(), string_at(L, -1)) != kinds.end();
  lua_pop(L, 1);
  return found;
}

void check_condition(lua_State* L, int index, const Argument& argument) {
  if (is_expression(L, index)) {
    return;
  }
  Error error(ErrorCode::kScript, to_string(argument) + " must be a condition, not " + describe(L, index));
  if (lua_isboolean(L, index)) {
    error.hint = "in Lua == compares at once (t.c.x == 5 is plain false): write t.c.x:eq(5)";
  } else if (is_string(L, index)) {
    error.hint = "write sa.text(\"...\") for SQL";
  }
  throw error;
}

// What an expression can be made of: other expressions and values.
void check_operand(lua_State* L, int index, const Argument& argument) {
  if (!is_expression(L, index) && !is_kind(L, index, kind::kFinal) && !is_kind(L, index, kind::kColumn)) {
    value_at(L, index, to_string(argument));
  }
}

void check_light_column(lua_State* L, int index, const Argument& argument) {
  if (!is_kind(L, index, kind::kColumn) && !is_expression_of(L, index, {"column", "literal_column"})) {
    mistyped(L, index, argument, "a column (sa.column(\"x\", type))");
  }
}

}  // namespace

void check_argument(lua_State* L, int index, const Argument& argument, Takes takes, const Signature* signature) {
  const auto require = [&](bool fits, std::string_view expected) {
    if (!fits) {
      throw Error(ErrorCode::kScript, to_string(argument) + " must be " + std::string(expected) + ", not " + describe(L, index))
          .with_hint(signature ? usage(*signature) : "");
    }
  };
  switch (takes) {
    case Takes::kString:
      return require(is_string(L, index) || is_kind(L, index, kind::kFinal), "a string");
    case Takes::kBoolean:
      return require(lua_isboolean(L, index), "a boolean");
    case Takes::kInteger:
      return require(lua_type(L, index) == LUA_TNUMBER && std::fmod(lua_tonumber(L, index), 1) == 0, "a whole number");
    case Takes::kNumber:
      return require(lua_type(L, index) == LUA_TNUMBER, "a number");
    case Takes::kFunction:
      return require(lua_isfunction(L, index), "a function");
    case Takes::kTable:
      return require(is_kind(L, index, kind::kTable), "a table (sa.table(\"t\", sa.column(\"x\")))");
    case Takes::kSelect:
      return require(is_expression_of(L, index, {"select", "compound"}), "a select");
    case Takes::kFrom:
      return require(is_kind(L, index, kind::kTable) || is_string(L, index) || is_kind(L, index, kind::kFunction) ||
                         is_expression_of(L, index, {"select", "compound", "alias", "cte", "values", "joined", "text", "func"}),
                     "a table, an alias or a select");
    case Takes::kName:
      return require(is_string(L, index) || is_kind(L, index, kind::kFinal), "a name (a string, or op.f(\"...\"))");
    case Takes::kNameOrNames:
      return require(is_string(L, index) || is_plain_table(L, index), "a column name or a list of them");
    case Takes::kAssignments:
      return require(is_plain_table(L, index) || is_kind(L, index, "Row") || is_kind(L, index, kind::kJsonObject),
                     "a table { column = value }");
    case Takes::kConnection:
      return require(is_kind(L, index, kind::kConnection), "a connection (op.get_bind())");
    case Takes::kSql:
      return require(is_string(L, index) || is_expression(L, index), "SQL (a string) or an expression");
    case Takes::kStrings: {
      std::vector<std::string> strings;
      return read(L, index, argument, strings);
    }
    case Takes::kColumns: {
      std::vector<schema::Expr> columns;
      return read(L, index, argument, columns);
    }
    case Takes::kCondition:
      return check_condition(L, index, argument);
    case Takes::kExpression:
      return check_operand(L, index, argument);
    case Takes::kSelected:
      return is_kind(L, index, kind::kTable) ? void() : check_operand(L, index, argument);
    case Takes::kColumnLike:
      return require(is_string(L, index) || is_expression(L, index) || is_kind(L, index, kind::kFinal) ||
                         is_kind(L, index, kind::kColumn),
                     "a column name or an expression");
    case Takes::kTexts: {
      std::vector<std::pair<std::string, std::string>> texts;
      return read(L, index, argument, texts);
    }
    case Takes::kLightColumn:
      return check_light_column(L, index, argument);
    case Takes::kType: {
      if (!is_kind(L, index, kind::kType)) {  // a type was checked when it was made
        schema::Type type;
        read(L, index, argument, type);
      }
      return;
    }
    default:
      return;
  }
}

void check_items(lua_State* L, int index, const Argument& argument, Takes takes, const Signature* signature) {
  const bool may_be_null = takes == Takes::kExpression || takes == Takes::kSelected;
  read_list(L, index, argument, [&](int item, const Argument& which) {
    if (!(may_be_null && is_none(L, item))) {
      check_argument(L, item, which, takes, signature);
    }
  });
}

}  // namespace runner::host
