#include "host/values.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "host/decode.h"
#include "host/internal.h"
#include "host/objects.h"

namespace runner::host {

namespace {

constexpr int kCdata = 10;                                // LuaJIT's type of 123LL
constexpr double kExact = 9007199254740992.0;             // 2^53
constexpr std::int64_t kPrintable = 100'000'000'000'000;  // LuaJIT prints 14 digits
constexpr int kDeepest = 100;

Value number_value(double number) {
  if (std::fabs(number) < kExact && number == std::floor(number) && !(number == 0 && std::signbit(number))) {
    return Value(static_cast<std::int64_t>(number));
  }
  return Value(number);
}

// 123LL and 123ULL; their tostring has the digits and the suffix.
Value cdata_value(lua_State* L, int index, const std::string& what) {
  if (luaL_callmeta(L, index, "__tostring")) {
    std::string text(string_at(L, -1));
    lua_pop(L, 1);
    const auto suffix = text.find_first_not_of("-0123456789");
    if (suffix != std::string::npos && text.substr(suffix) == "LL") {
      return Value(static_cast<std::int64_t>(std::strtoll(text.c_str(), nullptr, 10)));
    }
    if (suffix != std::string::npos && text.substr(suffix) == "ULL") {
      return Value(Decimal{text.substr(0, suffix)});
    }
  }
  throw Error(ErrorCode::kScript, what + " must be a value, not a cdata of another kind than 123LL");
}

Value table_value(lua_State* L, int index, const std::string& what, int depth);

Value any_value(lua_State* L, int index, const std::string& what, int depth) {
  switch (lua_type(L, index)) {
    case LUA_TNIL:
      return Null{};
    case LUA_TBOOLEAN:
      return Value(lua_toboolean(L, index) != 0);
    case LUA_TNUMBER:
      return number_value(lua_tonumber(L, index));
    case LUA_TSTRING:
      return Value(std::string(string_at(L, index)));
    case kCdata:
      return cdata_value(L, absolute_index(L, index), what);
    case LUA_TTABLE:
      return table_value(L, absolute_index(L, index), what, depth);
    default:
      throw Error(ErrorCode::kScript, what + " must be a value, not " + describe(L, index));
  }
}

Value list_value(lua_State* L, int index, const std::string& what, int depth) {
  ValueList items;
  std::size_t keys = 0;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    ++keys;
  }
  for (int i = 1;; ++i) {
    lua_rawgeti(L, index, i);
    if (lua_isnil(L, -1)) {
      lua_pop(L, 1);
      break;
    }
    items.push_back(any_value(L, lua_gettop(L), what, depth + 1));
    lua_pop(L, 1);
  }
  if (items.size() != keys) {
    throw Error(ErrorCode::kScript, what + ": a list without holes was expected, item " + std::to_string(items.size() + 1) +
                                        " is nil or a key is no number")
        .with_hint("write sa.NULL for an empty place");
  }
  return Value(std::move(items));
}

Value object_value(lua_State* L, int index, const std::string& what, int depth) {
  ValueObject members;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING) {
      throw Error(ErrorCode::kScript, what + ": keys must be strings, not " + describe(L, -2));
    }
    members.emplace_back(std::string(string_at(L, -2)), any_value(L, lua_gettop(L), what, depth + 1));
  }
  std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return Value(std::move(members));
}

// sa.literal(5), op.inline_literal("x"), sa.true_(): values in an expression's dress.
std::optional<Value> value_of_expr(lua_State* L, int index, const std::string& what, int depth) {
  push_field(L, index, "kind");
  const std::string kind(string_at(L, -1));
  lua_pop(L, 1);
  if (kind == "true" || kind == "false") {
    return Value(kind == "true");
  }
  if (kind != "literal" && kind != "inline") {
    return std::nullopt;
  }
  push_field(L, index, "value");
  Value value = any_value(L, lua_gettop(L), what, depth + 1);
  lua_pop(L, 1);
  return value;
}

Value table_value(lua_State* L, int index, const std::string& what, int depth) {
  if (depth > kDeepest) {
    throw Error(ErrorCode::kScript, what + ": tables are nested too deeply (does one hold itself?)");
  }
  luaL_checkstack(L, 8, "nested tables");
  if (is_none(L, index)) {
    return Null{};
  }
  if (is_kind(L, index, kind::kJsonArray)) {
    return list_value(L, index, what, depth);
  }
  if (is_kind(L, index, kind::kExpr)) {
    if (auto value = value_of_expr(L, index, what, depth)) {
      return *value;
    }
  }
  if (!is_plain_table(L, index) && !is_kind(L, index, kind::kJsonObject)) {
    throw Error(ErrorCode::kScript, what + " must be a value, not " + describe(L, index));
  }
  lua_rawgeti(L, index, 1);
  const bool list = !lua_isnil(L, -1);
  lua_pop(L, 1);
  return list ? list_value(L, index, what, depth) : object_value(L, index, what, depth);
}

void push_list(lua_State* L, const ValueList& list) {
  luaL_checkstack(L, 8, "nested values");
  lua_createtable(L, static_cast<int>(list.size()), 0);
  for (std::size_t i = 0; i < list.size(); ++i) {
    push_element(L, list[i]);
    lua_rawseti(L, -2, static_cast<int>(i) + 1);
  }
  tag(L, kind::kJsonArray);
}

void push_object(lua_State* L, const ValueObject& object) {
  luaL_checkstack(L, 8, "nested values");
  lua_createtable(L, 0, static_cast<int>(object.size()));
  for (const auto& [name, member] : object) {
    push_element(L, member);
    set_field(L, -2, name);
  }
  tag(L, kind::kJsonObject);
}

void push_string(lua_State* L, const std::string& text) {
  lua_pushlstring(L, text.data(), text.size());
}

struct Pusher {
  lua_State* L;
  bool element;

  void operator()(Null) const {
    if (element) {
      push_none(L);
    } else {
      lua_pushnil(L);
    }
  }
  void operator()(bool v) const { lua_pushboolean(L, v); }
  void operator()(std::int64_t v) const {
    const std::int64_t limit = element ? static_cast<std::int64_t>(kExact) : kPrintable;
    if (v > -limit && v < limit) {
      lua_pushnumber(L, static_cast<double>(v));
    } else {
      push_string(L, std::to_string(v));
    }
  }
  void operator()(double v) const { lua_pushnumber(L, v); }
  void operator()(const Decimal& v) const {
    const auto digits = std::count_if(v.digits.begin(), v.digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (element && digits <= 15) {
      lua_pushnumber(L, std::strtod(v.digits.c_str(), nullptr));
    } else {
      push_string(L, v.digits);
    }
  }
  void operator()(const std::string& v) const { push_string(L, v); }
  void operator()(const Bytes& v) const { push_string(L, v.data); }
  void operator()(const std::shared_ptr<const ValueList>& v) const { push_list(L, *v); }
  void operator()(const std::shared_ptr<const ValueObject>& v) const { push_object(L, *v); }
};

}  // namespace

void push_value(lua_State* L, const Value& value) {
  std::visit(Pusher{L, false}, value.data);
}

void push_element(lua_State* L, const Value& value) {
  std::visit(Pusher{L, true}, value.data);
}

Value value_at(lua_State* L, int index, const std::string& what) {
  return any_value(L, absolute_index(L, index), what, 0);
}

bool is_value(lua_State* L, int index) {
  if (!lua_istable(L, index) || is_none(L, index)) {
    return true;
  }
  if (!is_kind(L, index, kind::kExpr)) {
    return !is_kind(L, index, kind::kFunction);
  }
  push_field(L, index, "kind");
  const auto kind = string_at(L, -1);
  const bool literal = kind == "literal" || kind == "inline" || kind == "true" || kind == "false";
  lua_pop(L, 1);
  return literal;
}

std::vector<std::pair<std::string, Value>> named_values(lua_State* L, int index, const std::string& what) {
  std::vector<std::pair<std::string, Value>> values;
  index = absolute_index(L, index);
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING) {
      throw Error(ErrorCode::kScript, what + ": parameter names must be strings, not " + describe(L, -2));
    }
    std::string name(string_at(L, -2));
    Value value = any_value(L, lua_gettop(L), what + ": \"" + name + "\"", 0);
    values.emplace_back(std::move(name), std::move(value));
  }
  std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return values;
}

Value decode_value(lua_State* L, int index) {
  return value_at(L, index, "the argument");
}

}  // namespace runner::host
