#include "host/reader.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "host/arguments.h"
#include "host/values.h"
#include "schema/option_shape.h"

namespace runner::host {

namespace {

bool is_string(lua_State* L, int index) {
  return lua_type(L, index) == LUA_TSTRING;
}

// op.f("name") where a name is allowed.
std::optional<std::string> final_name(lua_State* L, int index) {
  if (!is_kind(L, index, kind::kFinal)) {
    return std::nullopt;
  }
  push_field(L, index, "name");
  std::string name(string_at(L, -1));
  lua_pop(L, 1);
  return name;
}

std::int64_t integer(lua_State* L, int index, const Argument& argument) {
  if (lua_type(L, index) == LUA_TNUMBER) {
    const double number = lua_tonumber(L, index);
    if (std::fabs(number) < 9.2e18 && number == std::floor(number)) {
      return static_cast<std::int64_t>(number);
    }
  } else if (lua_type(L, index) > LUA_TTHREAD) {  // 123LL
    const Value value = value_at(L, index, to_string(argument));
    if (auto whole = value.get_if<std::int64_t>()) {
      return *whole;
    }
  }
  mistyped(L, index, argument, "a whole number");
}

}  // namespace

std::string to_string(const Argument& argument) {
  std::string text = std::string(argument.call) + ": \"" + std::string(argument.name) + "\"";
  return argument.item > 0 ? text + ", item " + std::to_string(argument.item) + "," : text;
}

void mistyped(lua_State* L, int index, const Argument& argument, std::string_view expected) {
  throw Error(ErrorCode::kScript, to_string(argument) + " must be " + std::string(expected) + ", not " + describe(L, index));
}

namespace {

bool is_expression(lua_State* L, int index) {
  return is_kind(L, index, kind::kExpr) || is_kind(L, index, kind::kFunction);
}

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

void check_argument(lua_State* L, int index, const Argument& argument, Takes takes, const std::string& hint) {
  const auto require = [&](bool fits, std::string_view expected) {
    if (!fits) {
      throw Error(ErrorCode::kScript, to_string(argument) + " must be " + std::string(expected) + ", not " + describe(L, index))
          .with_hint(hint);
    }
  };
  switch (takes) {
    case Takes::kString:
      return require(is_string(L, index) || is_kind(L, index, kind::kFinal), "a string");
    case Takes::kBoolean:
      return require(lua_isboolean(L, index), "a boolean");
    case Takes::kFunction:
      return require(lua_isfunction(L, index), "a function");
    case Takes::kTable:
      return require(is_kind(L, index, kind::kTable), "a table (sa.table(\"t\", sa.column(\"x\")))");
    case Takes::kSelect:
      return require(is_expression_of(L, index, {"select", "compound"}), "a select");
    case Takes::kFrom:
      return require(is_kind(L, index, kind::kTable) || is_string(L, index) || is_kind(L, index, kind::kFunction) ||
                         is_expression_of(L, index, {"select", "compound", "alias", "cte", "joined", "text", "func"}),
                     "a table, an alias or a select");
    case Takes::kName:
      return require(is_string(L, index) || is_kind(L, index, kind::kFinal), "a name (a string, or op.f(\"...\"))");
    case Takes::kNameOrNames:
      return require(is_string(L, index) || is_plain_table(L, index), "a column name or a list of them");
    case Takes::kAssignments:
      return require(is_plain_table(L, index) || is_kind(L, index, "Row") || is_kind(L, index, kind::kJsonObject),
                     "a table { column = value }");
    case Takes::kConnection:
      return require(lua_istable(L, index) && !is_plain_table(L, index), "a connection (op.get_bind())");
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
      schema::Type type;
      return read(L, index, argument, type);
    }
    default:
      return;
  }
}

void check_items(lua_State* L, int index, const Argument& argument, Takes takes, const std::string& hint) {
  const bool may_be_null = takes == Takes::kExpression || takes == Takes::kSelected;
  read_list(L, index, argument, [&](int item, const Argument& which) {
    if (!(may_be_null && is_none(L, item))) {
      check_argument(L, item, which, takes, hint);
    }
  });
}

void read(lua_State* L, int index, const Argument& argument, std::string& member) {
  if (is_string(L, index)) {
    member = string_at(L, index);
  } else if (auto name = final_name(L, index)) {
    member = std::move(*name);
  } else {
    mistyped(L, index, argument, "a string");
  }
}

void read(lua_State* L, int index, const Argument& argument, bool& member) {
  if (!lua_isboolean(L, index)) {
    mistyped(L, index, argument, "a boolean");
  }
  member = lua_toboolean(L, index) != 0;
}

void read(lua_State* L, int index, const Argument& argument, std::int64_t& member) {
  member = integer(L, index, argument);
}

void read(lua_State* L, int index, const Argument& argument, int& member) {
  const std::int64_t whole = integer(L, index, argument);
  if (whole < std::numeric_limits<int>::min() || whole > std::numeric_limits<int>::max()) {
    mistyped(L, index, argument, "a whole number of 32 bits");
  }
  member = static_cast<int>(whole);
}

void read(lua_State* L, int index, const Argument& argument, schema::Name& member) {
  if (auto name = final_name(L, index)) {
    member = schema::Name(std::move(*name), true);
  } else if (is_string(L, index)) {
    member = schema::Name(std::string(string_at(L, index)));
  } else {
    mistyped(L, index, argument, "a name (a string, or op.f(\"...\"))");
  }
}

void read(lua_State* L, int index, const Argument& argument, schema::Expr& member) {
  if (is_string(L, index)) {
    member = schema::Expr::text(std::string(string_at(L, index)));
  } else if (is_kind(L, index, kind::kExpr) || is_kind(L, index, kind::kFunction)) {
    member = decode_expr(L, index);
  } else if (lua_isboolean(L, index)) {
    throw Error(ErrorCode::kScript, to_string(argument) + " must be an expression, not " + describe(L, index))
        .with_hint("in Lua == compares at once; write column:eq(value)");
  } else {
    mistyped(L, index, argument, "SQL (a string) or an expression");
  }
}

void read(lua_State* L, int index, const Argument& argument, std::vector<schema::Expr>& member) {
  member.clear();
  read_list(L, index, argument, [&](int item, const Argument& which) {
    if (is_string(L, item)) {
      member.push_back(schema::Expr::column(std::string(string_at(L, item))));
    } else if (is_kind(L, item, kind::kExpr) || is_kind(L, item, kind::kFunction)) {
      member.push_back(decode_expr(L, item));
    } else if (is_kind(L, item, kind::kColumn)) {
      push_field(L, item, "name");
      member.push_back(schema::Expr::column(std::string(string_at(L, -1))));
      lua_pop(L, 1);
    } else {
      mistyped(L, item, which, "a column name or an expression");
    }
  });
}

void read(lua_State* L, int index, const Argument& argument, schema::Type& member) {
  if (!is_kind(L, index, kind::kType)) {
    if (is_string(L, index)) {
      Error error(ErrorCode::kScript, to_string(argument) + " must be a type, not " + describe(L, index));
      const std::string name(string_at(L, index));
      error.hint = schema::type_spec(name) ? "write sa." + name + "()"
                                           : "write sa.custom(\"" + name + "\") for a type that sa does not know";
      throw error;
    }
    mistyped(L, index, argument, "a type");
  }
  member = decode_type(L, index);
}

void read(lua_State* L, int index, const Argument& argument, schema::TypeBox& member) {
  schema::Type type;
  read(L, index, argument, type);
  member = schema::TypeBox(std::move(type));
}

void read(lua_State* L, int index, const Argument& argument, schema::Column& member) {
  if (!is_kind(L, index, kind::kColumn)) {
    mistyped(L, index, argument, "a column (sa.Column(...))");
  }
  read_tagged(L, index, member);
}

void read(lua_State* L, int index, const Argument& argument, schema::Table& member) {
  if (!is_kind(L, index, kind::kTable)) {
    mistyped(L, index, argument, "a table (sa.Table(...))");
  }
  read_tagged(L, index, member);
}

void read(lua_State* L, int index, const Argument& argument, schema::Autoincrement& member) {
  if (lua_isboolean(L, index)) {
    member = lua_toboolean(L, index) ? schema::Autoincrement::kYes : schema::Autoincrement::kNo;
  } else if (is_string(L, index) && (string_at(L, index) == "auto" || string_at(L, index) == "ignore_fk")) {
    member = string_at(L, index) == "auto" ? schema::Autoincrement::kAuto : schema::Autoincrement::kYes;
  } else {
    mistyped(L, index, argument, "a boolean or \"auto\"");
  }
}

void read(lua_State* L, int index, const Argument& argument, schema::ExcludeElement& member) {
  if (!is_plain_table(L, index)) {
    mistyped(L, index, argument, "{ column or expression, \"operator\" }");
  }
  lua_rawgeti(L, index, 1);
  lua_rawgeti(L, index, 2);
  const int element = lua_gettop(L) - 1;
  if (!is_string(L, element + 1)) {
    mistyped(L, element + 1, argument, "{ column or expression, \"operator\" }; the operator must be a string");
  }
  if (is_string(L, element)) {
    member.element = schema::Expr::column(std::string(string_at(L, element)));
  } else if (is_kind(L, element, kind::kExpr) || is_kind(L, element, kind::kFunction)) {
    member.element = decode_expr(L, element);
  } else {
    mistyped(L, element, argument, "{ column or expression, \"operator\" }; the first must be a column name or an expression");
  }
  member.op = string_at(L, element + 1);
  lua_pop(L, 2);
}

void read_default(lua_State* L, int index, const Argument& argument, schema::Default& member) {
  if (lua_istable(L, index) && !is_kind(L, index, kind::kExpr) && !is_kind(L, index, kind::kFunction)) {
    mistyped(L, index, argument, "a string, a number, a boolean or an expression (sa.text(\"now()\"))");
  }
  member.expr = lua_istable(L, index) ? decode_expr(L, index) : schema::Expr::literal(value_at(L, index, to_string(argument)));
}

void read(lua_State* L, int index, const Argument& argument, ops::NewDefault& member) {
  if (is_kind(L, index, "Identity")) {
    member.identity = read_tagged<schema::Identity>(L, index);
  } else if (is_kind(L, index, "Computed")) {
    member.computed = read_tagged<schema::Computed>(L, index);
  } else {
    member.expr.emplace();
    read_default(L, index, argument, *member.expr);
  }
}

void Reader::column_default(const char* name, schema::Column& column) {
  if (!has(name)) {
    return;
  }
  push_field(L_, index_, name);
  const int at = lua_gettop(L_);
  if (!lua_isnil(L_, at) && !is_kind(L_, at, kind::kNull)) {
    ops::NewDefault value;
    read(L_, at, {call_, name}, value);
    if (value.expr) {
      column.server_default = std::move(value.expr);
    } else if (value.identity) {
      column.identity = std::move(value.identity);
    } else {
      column.computed = std::move(value.computed);
    }
  }
  lua_pop(L_, 1);
}

void read(lua_State* L, int index, const Argument& argument, ops::Recreate& member) {
  const std::string_view word = is_string(L, index) ? string_at(L, index) : "";
  if (word == "auto") {
    member = ops::Recreate::kAuto;
  } else if (word == "always") {
    member = ops::Recreate::kAlways;
  } else if (word == "never") {
    member = ops::Recreate::kNever;
  } else {
    mistyped(L, index, argument, "\"auto\", \"always\" or \"never\"");
  }
}

void read(lua_State* L, int index, const Argument& argument, std::vector<std::pair<std::string, std::string>>& member) {
  if (!is_plain_table(L, index)) {
    mistyped(L, index, argument, "a table of name = string");
  }
  member.clear();
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    if (!is_string(L, -2) || !is_string(L, -1)) {
      mistyped(L, is_string(L, -2) ? -1 : -2, argument, "a table of name = string");
    }
    member.emplace_back(std::string(string_at(L, -2)), std::string(string_at(L, -1)));
  }
  std::sort(member.begin(), member.end());
}

void read(lua_State* L, int index, const Argument& argument, std::vector<std::pair<std::string, Value>>& member) {
  if (!is_plain_table(L, index)) {
    mistyped(L, index, argument, "a table of name = value");
  }
  member = named_values(L, index, to_string(argument));
}

namespace {

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

}  // namespace

namespace {

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

void Reader::collect_keys() {
  for (lua_pushnil(L_); lua_next(L_, index_); lua_pop(L_, 1)) {
    if (!is_string(L_, -2)) {
      continue;
    }
    const std::string_view key = string_at(L_, -2);
    of_dialects_ = of_dialects_ || of_a_dialect(key);
    if (key_count_ < kMostKeys) {
      keys_[key_count_] = key;
    }
    ++key_count_;
  }
}

void Reader::missing(const char* name) const {
  throw Error(ErrorCode::kScript, std::string(call_) + ": missing argument \"" + name + "\"");
}

}  // namespace runner::host
