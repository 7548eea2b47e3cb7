#include "host/reader.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "host/arguments.h"
#include "host/values.h"

namespace runner::host {

namespace {

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

void read(lua_State* L, int index, const Argument& argument, schema::TypeBox& member) {
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
  member = decode_type_box(L, index);
}

void read(lua_State* L, int index, const Argument& argument, schema::Type& member) {
  schema::TypeBox type;
  read(L, index, argument, type);
  member = *type;
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
  with(name, [&](int at) {
    if (lua_isnil(L_, at) || is_kind(L_, at, kind::kNull)) {
      return;
    }
    ops::NewDefault value;
    read(L_, at, {call_, name}, value);
    if (value.expr) {
      column.server_default = std::move(value.expr);
    } else if (value.identity) {
      column.identity = value.identity;
    } else {
      column.computed = std::move(value.computed);
    }
  });
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

void Reader::collect() {
  base_ = lua_gettop(L_);
  lua_pushnil(L_);
  while (lua_next(L_, index_)) {
    if (is_string(L_, -2)) {
      const std::string_view key = string_at(L_, -2);
      of_dialects_ = of_dialects_ || of_a_dialect(key);
      if (count_++ < kMostKeys) {
        keys_[count_ - 1] = key;
        initials_ |= initial(key);
        lua_insert(L_, -2);  // the value stays, below the key that goes on
        continue;
      }
    }
    lua_pop(L_, 1);
  }
}

void Reader::missing(const char* name) const {
  throw Error(ErrorCode::kScript, std::string(call_) + ": missing argument \"" + name + "\"");
}

}  // namespace runner::host
