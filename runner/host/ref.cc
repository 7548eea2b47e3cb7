#include <algorithm>
#include <cmath>

#include "host/core.h"
#include "host/internal.h"
#include "host/state.h"

namespace runner::host {

struct Ref::Slot {
  Slot(Core& owner, int registry_slot) : core(owner), slot(registry_slot) {}
  ~Slot() { luaL_unref(core.current, LUA_REGISTRYINDEX, slot); }  // allocates nothing, so it cannot fail
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;

  Core& core;
  int slot;
};

Ref Internals::make_ref(Core& core, lua_State* L, int index) {
  Ref ref;
  if (lua_isnoneornil(L, index)) return ref;
  luaL_checkstack(L, 4, nullptr);
  lua_pushvalue(L, index);
  ref.slot_ = std::make_shared<Ref::Slot>(core, luaL_ref(L, LUA_REGISTRYINDEX));
  return ref;
}

void Internals::push_ref(lua_State* L, const Ref& ref) {
  if (ref.slot_) {
    push_slot(L, ref.slot_->slot);
  } else {
    lua_pushnil(L);
  }
}

Ref make_ref(State& state, lua_State* L, int index) {
  return Internals::make_ref(Internals::core(state), L, index);
}

Ref pop_ref(State& state, lua_State* L) {
  Ref ref = make_ref(state, L, -1);
  lua_pop(L, 1);
  return ref;
}

void push_ref(lua_State* L, const Ref& ref) {
  Internals::push_ref(L, ref);
}

namespace {

// The value on top of the stack of the thread that C++ runs in, while it lives.
class Pushed {
 public:
  Pushed(Core& core, const Ref& ref) : L(core.current), top_(lua_gettop(L)) {
    luaL_checkstack(L, 6, nullptr);
    Internals::push_ref(L, ref);
    index = top_ + 1;
  }
  ~Pushed() { lua_settop(L, top_); }
  Pushed(const Pushed&) = delete;
  Pushed& operator=(const Pushed&) = delete;

  lua_State* L;
  int index = 0;

 private:
  int top_;
};

// The digits of a number as a script would want them: integers in full, where Lua would write 1e+15.
std::string number_text(double number) {
  constexpr double kExact = 9007199254740992.0;
  if (std::floor(number) == number && std::abs(number) <= kExact) return std::to_string(static_cast<long long>(number));
  char text[64];
  std::snprintf(text, sizeof text, "%.17g", number);
  for (int precision = 1; precision < 17; ++precision) {  // the shortest that reads back as the same number
    char candidate[64];
    std::snprintf(candidate, sizeof candidate, "%.*g", precision, number);
    if (std::strtod(candidate, nullptr) == number) return candidate;
  }
  return text;
}

std::string text_at(lua_State* L, int index) {
  std::size_t length = 0;
  const char* text = lua_tolstring(L, index, &length);
  return {text, length};
}

}  // namespace

bool Ref::is_nil() const {
  return !slot_;
}
bool Ref::is_function() const {
  return slot_ && lua_isfunction(Pushed(slot_->core, *this).L, -1);
}
bool Ref::is_table() const {
  return slot_ && lua_istable(Pushed(slot_->core, *this).L, -1);
}
bool Ref::is_string() const {
  return slot_ && lua_type(Pushed(slot_->core, *this).L, -1) == LUA_TSTRING;
}
bool Ref::is_boolean() const {
  return slot_ && lua_isboolean(Pushed(slot_->core, *this).L, -1);
}
bool Ref::is_number() const {
  return slot_ && lua_type(Pushed(slot_->core, *this).L, -1) == LUA_TNUMBER;
}
bool Ref::truthy() const {
  return slot_ && lua_toboolean(Pushed(slot_->core, *this).L, -1);
}

std::optional<std::string> Ref::string() const {
  if (!slot_) return std::nullopt;
  Pushed value(slot_->core, *this);
  if (lua_type(value.L, -1) == LUA_TSTRING) return text_at(value.L, -1);
  if (lua_type(value.L, -1) == LUA_TNUMBER) return number_text(lua_tonumber(value.L, -1));
  return std::nullopt;
}

std::optional<double> Ref::number() const {
  if (!is_number()) return std::nullopt;
  return lua_tonumber(Pushed(slot_->core, *this).L, -1);
}

std::optional<bool> Ref::boolean() const {
  if (!is_boolean()) return std::nullopt;
  return truthy();
}

Ref Ref::get(std::string_view key) const {
  if (!is_table()) return {};
  Pushed table(slot_->core, *this);
  lua_pushlstring(table.L, key.data(), key.size());
  lua_rawget(table.L, table.index);
  return Internals::make_ref(slot_->core, table.L, -1);
}

Ref Ref::at(int index) const {
  if (!is_table()) return {};
  Pushed table(slot_->core, *this);
  lua_rawgeti(table.L, table.index, index);
  return Internals::make_ref(slot_->core, table.L, -1);
}

int Ref::length() const {
  if (!is_table()) return 0;
  return static_cast<int>(lua_objlen(Pushed(slot_->core, *this).L, -1));
}

void Ref::set(std::string_view key, const Ref& value) const {
  if (!is_table()) throw Error(ErrorCode::kInternal, "a field was set in a Lua value that is no table");
  Pushed table(slot_->core, *this);
  lua_pushlstring(table.L, key.data(), key.size());
  Internals::push_ref(table.L, value);
  lua_rawset(table.L, table.index);
}

void Ref::append(const Ref& value) const {
  if (!is_table()) throw Error(ErrorCode::kInternal, "an item was appended to a Lua value that is no table");
  Pushed table(slot_->core, *this);
  int next = static_cast<int>(lua_objlen(table.L, table.index)) + 1;
  Internals::push_ref(table.L, value);
  lua_rawseti(table.L, table.index, next);
}

std::vector<std::pair<std::string, Ref>> Ref::pairs() const {
  std::vector<std::pair<std::string, Ref>> result;
  if (!is_table()) return result;
  Pushed table(slot_->core, *this);
  for (lua_pushnil(table.L); lua_next(table.L, table.index); lua_pop(table.L, 1)) {
    if (lua_type(table.L, -2) != LUA_TSTRING) continue;
    result.emplace_back(text_at(table.L, -2), Internals::make_ref(slot_->core, table.L, -1));
  }
  std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return result;
}

std::optional<std::vector<std::string>> Ref::strings() const {
  if (is_string()) return std::vector<std::string>{*string()};
  if (!is_table()) return std::nullopt;
  Pushed table(slot_->core, *this);
  std::size_t count = 0;
  for (lua_pushnil(table.L); lua_next(table.L, table.index); lua_pop(table.L, 1)) ++count;
  std::vector<std::string> result;
  for (std::size_t i = 1; i <= count; ++i) {  // as many keys as there are: any other key leaves a hole here
    lua_rawgeti(table.L, table.index, static_cast<int>(i));
    if (lua_type(table.L, -1) != LUA_TSTRING) return std::nullopt;
    result.push_back(text_at(table.L, -1));
    lua_pop(table.L, 1);
  }
  return result;
}

std::string Ref::kind() const {
  if (!slot_) return "nil";
  Pushed value(slot_->core, *this);
  if (luaL_getmetafield(value.L, value.index, kKindField) && lua_type(value.L, -1) == LUA_TSTRING) return text_at(value.L, -1);
  return luaL_typename(value.L, value.index);
}

}  // namespace runner::host
