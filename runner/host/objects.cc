#include "host/objects.h"

#include <cstring>

#include "host/internal.h"

namespace runner::host {

namespace {

// The kind's name lies at this index of our metatables too: it is asked for at every value, and an index needs no hash.
constexpr int kKindIndex = 1;

char kinds_key;  // registry[&kinds_key]: kind -> metatable
char none_key;   // registry[&none_key]: sa.none

// Pushes registry[key], a table made by `make` at the first use.
template <class Make>
void push_registered(lua_State* L, char* key, Make make) {
  lua_pushlightuserdata(L, key);
  lua_rawget(L, LUA_REGISTRYINDEX);
  if (!lua_isnil(L, -1)) {
    return;
  }
  lua_pop(L, 1);
  make();
  lua_pushlightuserdata(L, key);
  lua_pushvalue(L, -2);
  lua_rawset(L, LUA_REGISTRYINDEX);
}

std::string shortened(std::string_view text) {
  constexpr std::size_t kLimit = 40;
  return text.size() <= kLimit ? std::string(text) : std::string(text.substr(0, kLimit)) + "...";
}

}  // namespace

int absolute_index(lua_State* L, int index) {
  return index > 0 || index <= LUA_REGISTRYINDEX ? index : lua_gettop(L) + index + 1;
}

void push_field(lua_State* L, int index, std::string_view name) {
  index = absolute_index(L, index);
  lua_pushlstring(L, name.data(), name.size());
  lua_rawget(L, index);
}

void set_field(lua_State* L, int index, std::string_view name) {
  index = absolute_index(L, index);
  lua_pushlstring(L, name.data(), name.size());
  lua_insert(L, -2);
  lua_rawset(L, index);
}

void push_metatable(lua_State* L, const char* kind) {
  push_registered(L, &kinds_key, [&] { lua_newtable(L); });
  push_field(L, -1, kind);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushstring(L, kind);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, kKindIndex);
    set_field(L, -2, kKindField);
    lua_pushvalue(L, -1);
    set_field(L, -3, kind);
  }
  lua_remove(L, -2);
}

void tag(lua_State* L, const char* kind) {
  push_metatable(L, kind);
  lua_setmetatable(L, -2);
}

const char* kind_of(lua_State* L, int index) {
  if (!lua_getmetatable(L, index)) {
    return nullptr;
  }
  lua_rawgeti(L, -1, kKindIndex);
  if (lua_type(L, -1) != LUA_TSTRING) {
    lua_pop(L, 1);
    push_field(L, -1, kKindField);
  }
  const char* name = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : nullptr;
  lua_pop(L, 2);
  return name;
}

bool is_kind(lua_State* L, int index, const char* kind) {
  if (!lua_istable(L, index)) {
    return false;
  }
  const char* name = kind_of(L, index);
  return name && std::strcmp(name, kind) == 0;
}

bool is_plain_table(lua_State* L, int index) {
  if (!lua_istable(L, index)) {
    return false;
  }
  if (!lua_getmetatable(L, index)) {
    return true;
  }
  lua_pop(L, 1);
  return false;
}

bool is_string(lua_State* L, int index) {
  return lua_type(L, index) == LUA_TSTRING;
}

bool is_expression(lua_State* L, int index) {
  return is_kind(L, index, kind::kExpr) || is_kind(L, index, kind::kFunction);
}

std::optional<std::string> final_name(lua_State* L, int index) {
  if (!is_kind(L, index, kind::kFinal)) return std::nullopt;
  push_field(L, index, "name");
  std::string name(string_at(L, -1));
  lua_pop(L, 1);
  return name;
}

void push_none(lua_State* L) {
  push_registered(L, &none_key, [&] {
    lua_newtable(L);
    tag(L, kind::kNull);
  });
}

bool is_none(lua_State* L, int index) {
  const char* const name = lua_istable(L, index) ? kind_of(L, index) : nullptr;
  if (!name || std::strcmp(name, kind::kNull) == 0) {
    return name != nullptr;
  }
  if (std::strcmp(name, kind::kExpr) != 0) {
    return false;
  }
  push_field(L, index, "kind");
  const bool null = lua_type(L, -1) == LUA_TSTRING && string_at(L, -1) == "null";
  lua_pop(L, 1);
  return null;
}

std::string_view string_at(lua_State* L, int index) {
  std::size_t size = 0;
  const char* text = lua_tolstring(L, index, &size);
  return {text, size};
}

std::string describe(lua_State* L, int index) {
  switch (lua_type(L, index)) {
    case LUA_TNONE:
    case LUA_TNIL:
      return "nil";
    case LUA_TBOOLEAN:
      return lua_toboolean(L, index) ? "a boolean (true)" : "a boolean (false)";
    case LUA_TNUMBER: {
      lua_pushvalue(L, index);
      std::string text = "a number (" + std::string(string_at(L, -1)) + ")";
      lua_pop(L, 1);
      return text;
    }
    case LUA_TSTRING:
      return "a string (\"" + shortened(string_at(L, index)) + "\")";
    case LUA_TTABLE:
      break;
    default:
      return std::string("a ") + lua_typename(L, lua_type(L, index));
  }
  const char* name = kind_of(L, index);
  if (!name) {
    return "a table";
  }
  if (std::strcmp(name, kind::kNull) == 0) {
    return "sa.none";
  }
  if (std::strcmp(name, kind::kType) == 0) {
    push_field(L, index, "type");
    std::string text = "the type sa." + std::string(string_at(L, -1));
    lua_pop(L, 1);
    return text;
  }
  if (std::strcmp(name, kind::kExpr) == 0) {
    return "an expression";
  }
  const bool vowel = std::strchr("AEIOU", name[0]) != nullptr;
  return std::string(vowel ? "an " : "a ") + name;
}

}  // namespace runner::host
