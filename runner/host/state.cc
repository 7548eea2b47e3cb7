#include "host/state.h"

#include <fmt/format.h>

#include <cmath>
#include <new>

#include "host/core.h"
#include "host/internal.h"
#include "host/sandbox.h"

namespace runner::host {

struct State::Impl {
  Core core;
  ~Impl();
};

// Refs of ours go first; natives may hold more, which the closing state still finds alive.
State::Impl::~Impl() {
  core.builtin_host = {};
  core.kinds = {};
  core.watch.enforced = false;
  core.pool.close();
  if (core.main) lua_close(core.main);
}

Core& Internals::core(State& state) {
  return state.impl_->core;
}

Core& core_of(lua_State* L) {
  void* core = nullptr;
  lua_getallocf(L, &core);
  return *static_cast<Core*>(core);
}

State& state_of(lua_State* L) {
  return *core_of(L).state;
}

namespace {

int panic(lua_State*) {
  throw Error(ErrorCode::kInternal, "a Lua error was raised outside of any call");
}

struct BoundNative {
  Native native;
  std::string name;
};

int destroy_native(lua_State* L) {
  static_cast<BoundNative*>(lua_touserdata(L, 1))->~BoundNative();
  return 0;
}

std::vector<Ref> call_bound(lua_State* L, const BoundNative& bound) {
  State& state = state_of(L);
  std::vector<Ref> arguments;
  int count = lua_gettop(L);
  arguments.reserve(static_cast<std::size_t>(count));
  for (int i = 1; i <= count; ++i) arguments.push_back(make_ref(state, L, i));
  try {
    return bound.native(state, arguments);
  } catch (const Error&) {
    throw;
  } catch (const std::exception& e) {
    throw Error(ErrorCode::kInternal, fmt::format("{}: {}", bound.name, e.what()));
  }
}

int call_native(lua_State* L) {
  check_stack(core_of(L));
  const auto& bound = *static_cast<const BoundNative*>(lua_touserdata(L, lua_upvalueindex(1)));
  std::vector<Ref> results = call_bound(L, bound);
  luaL_checkstack(L, static_cast<int>(results.size()), "too many results");
  for (const Ref& result : results) push_ref(L, result);
  return static_cast<int>(results.size());
}

// "require" of our own Lua.
int require_own(lua_State* L) {
  push_ref(L, require_builtin(state_of(L), luaL_checkstring(L, 1)));
  return 1;
}

int new_table(lua_State* L) {
  lua_newtable(L);
  return keep_slot(L);
}

void open_core(Core& core) {
  lua_State* L = core.main;
  luaL_unref(L, LUA_REGISTRYINDEX, new_table(L));  // makes the free list, so that no later unref allocates
  core.provided = new_table(L);
  core.overlays = new_table(L);
  core.builtins = new_table(L);
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, destroy_native);
  lua_setfield(L, -2, "__gc");
  core.native_metatable = keep_slot(L);
  open_errors(core);
  watch(core);
  // Scripts live until the run ends, so an early collection finds little: the first waits until there is much to look at
  // (allocate() restarts it), and script_memory forces one when it matters.
  constexpr int kPausePercent = 400;
  lua_gc(L, LUA_GCSETPAUSE, kPausePercent);
  lua_gc(L, LUA_GCSTOP, 0);
  open_sandbox(core);
  lua_pushcfunction(L, guard<require_own>);
  lua_setglobal(L, "require");
}

// The user file that a function comes from, "" for ours and C.
std::string file_of(lua_State* L, int index) {
  if (!lua_isfunction(L, index)) return {};
  lua_Debug ar{};
  lua_pushvalue(L, index);
  lua_getinfo(L, ">S", &ar);
  return ar.source[0] == '@' ? ar.source + 1 : "";
}

void push_digits_or_number(lua_State* L, std::int64_t number) {
  constexpr std::int64_t kShownExactly = 100'000'000'000'000;  // Lua prints 14 digits
  if (number > -kShownExactly && number < kShownExactly) {
    lua_pushnumber(L, static_cast<lua_Number>(number));
  } else {
    std::string digits = std::to_string(number);
    lua_pushlstring(L, digits.data(), digits.size());
  }
}

void push_text(lua_State* L, const std::string& text) {
  lua_pushlstring(L, text.data(), text.size());
}

void mark(lua_State* L, const Ref& metatable) {
  if (metatable.is_nil()) return;
  push_ref(L, metatable);
  lua_setmetatable(L, -2);
}

void push_value(Core& core, lua_State* L, const Value& value);

void push_nested(Core& core, lua_State* L, const Value& value) {
  if (!value.is_null()) return push_value(core, L, value);
  if (core.kinds.null.is_nil()) {
    lua_pushboolean(L, 0);
  } else {
    push_ref(L, core.kinds.null);
  }
}

void push_list(Core& core, lua_State* L, const ValueList& list) {
  luaL_checkstack(L, 4, "values are nested too deeply");
  check_stack(core);
  lua_createtable(L, static_cast<int>(list.size()), 0);
  int index = 0;
  for (const Value& item : list) {
    push_nested(core, L, item);
    lua_rawseti(L, -2, ++index);
  }
  mark(L, core.kinds.list_metatable);
}

void push_object(Core& core, lua_State* L, const ValueObject& object) {
  luaL_checkstack(L, 4, "values are nested too deeply");
  check_stack(core);
  lua_createtable(L, 0, static_cast<int>(object.size()));
  for (const auto& [key, item] : object) {
    push_text(L, key);
    push_nested(core, L, item);
    lua_rawset(L, -3);
  }
  mark(L, core.kinds.object_metatable);
}

void push_value(Core& core, lua_State* L, const Value& value) {
  if (const auto* list = value.list()) return push_list(core, L, *list);
  if (const auto* object = value.object()) return push_object(core, L, *object);
  if (const auto* flag = value.get_if<bool>()) return lua_pushboolean(L, *flag);
  if (const auto* integer = value.get_if<std::int64_t>()) return push_digits_or_number(L, *integer);
  if (const auto* number = value.get_if<double>()) return lua_pushnumber(L, *number);
  if (const auto* decimal = value.get_if<Decimal>()) return push_text(L, decimal->digits);
  if (const auto* text = value.get_if<std::string>()) return push_text(L, *text);
  if (const auto* bytes = value.get_if<Bytes>()) return push_text(L, bytes->data);
  lua_pushnil(L);
}

}  // namespace

void enter(Core& core, lua_State* L, int argument_count, int* first_result) {
  int base = lua_gettop(L) - argument_count;
  try {
    throw_if_stopped(core, core.current);
    check_stack(core);
  } catch (const Error&) {
    lua_settop(L, base - 1);
    throw;
  }
  std::string file = file_of(L, base);
  lua_pushcfunction(L, on_error);
  lua_insert(L, base);
  int status = 0;
  {
    Entry entry(core);
    status = lua_pcall(L, argument_count, LUA_MULTRET, base);
  }
  if (status != 0) {
    Error error = failure(core, L, status, file);
    lua_settop(L, base - 1);
    throw error;
  }
  lua_remove(L, base);
  *first_result = base;
}

void check_source(const Core& core, const std::string& name, std::string_view text) {
  if (text.size() > core.limits.script_size) {
    throw Error(ErrorCode::kScript,
                fmt::format("the script has {} bytes, more than script_size = {}", text.size(), core.limits.script_size))
        .with_hint("raise script_size in alembic.ini, or keep the data in a file beside the script")
        .at(name);
  }
  if (!text.empty() && text[0] == '\x1b') {
    throw Error(ErrorCode::kScript, "the file holds Lua bytecode, only text is accepted").at(name);
  }
  if (text.find('\0') != std::string_view::npos) {
    throw Error(ErrorCode::kScript, "the file holds NUL bytes, so it is no Lua text").at(name);
  }
}

void load_text(Core& core, lua_State* L, const std::string& name, std::string_view text, std::string_view bytecode) {
  check_source(core, name, text);
  luaL_checkstack(L, 4, nullptr);
  core.chunk_names.insert(name);
  int status = 0;
  {
    Entry entry(core);
    const bool compiled = !bytecode.empty();
    const std::string_view chunk = compiled ? bytecode : text;
    status = luaL_loadbufferx(L, chunk.data(), chunk.size(), ("@" + name).c_str(), compiled ? "b" : "t");
  }
  if (status == 0) return;
  Error error = failure(core, L, status, name);
  lua_pop(L, 1);
  if (error.where.empty()) error.where = name;
  throw error;
}

State::State(const Limits& limits, std::vector<std::string> search, std::string lua_path) : impl_(std::make_unique<Impl>()) {
  Core& core = impl_->core;
  core.state = this;
  core.limits = limits;
  core.search = std::move(search);
  core.lua_path = std::move(lua_path);
  core.main = core.current = lua_newstate(allocate, &core);
  if (!core.main) throw Error(ErrorCode::kInternal, "no Lua state could be made");
  lua_atpanic(core.main, panic);
  open_core(core);
}

State::~State() = default;

Ref State::run(const std::string& name, std::string_view text, const std::vector<std::pair<std::string, Ref>>& preset,
               std::string_view bytecode) {
  Core& core = impl_->core;
  throw_if_stopped(core, core.current);
  lua_State* L = core.current;
  load_text(core, L, name, text, bytecode);
  push_environment(core, L);
  Ref environment = make_ref(*this, L, -1);
  for (const auto& [key, value] : preset) environment.set(key, value);
  lua_setfenv(L, -2);
  int first = 0;
  enter(core, L, 0, &first);
  lua_settop(L, first - 1);
  return environment;
}

void State::check_syntax(const std::string& name, std::string_view text) {
  load_text(impl_->core, impl_->core.current, name, text);
  lua_pop(impl_->core.current, 1);
}

std::vector<Ref> State::call(const Ref& function, const std::vector<Ref>& args) {
  Core& core = impl_->core;
  lua_State* L = core.current;
  int count = static_cast<int>(args.size());
  luaL_checkstack(L, count + 8, "too many arguments");
  push_ref(L, function);
  for (const Ref& argument : args) push_ref(L, argument);
  int first = 0;
  enter(core, L, count, &first);
  std::vector<Ref> results;
  for (int i = first; i <= lua_gettop(L); ++i) results.push_back(make_ref(*this, L, i));
  lua_settop(L, first - 1);
  return results;
}

Ref State::nil() {
  return {};
}

Ref State::boolean(bool value) {
  lua_pushboolean(raw(), value);
  return pop_ref(*this, raw());
}

Ref State::number(double value) {
  lua_pushnumber(raw(), value);
  return pop_ref(*this, raw());
}

Ref State::string(std::string_view value) {
  lua_pushlstring(raw(), value.data(), value.size());
  return pop_ref(*this, raw());
}

Ref State::table() {
  lua_newtable(raw());
  return pop_ref(*this, raw());
}

Ref State::list(const std::vector<std::string>& values) {
  lua_State* L = raw();
  luaL_checkstack(L, 4, nullptr);
  lua_createtable(L, static_cast<int>(values.size()), 0);
  int index = 0;
  for (const std::string& value : values) {
    push_text(L, value);
    lua_rawseti(L, -2, ++index);
  }
  return pop_ref(*this, L);
}

Ref State::function(const std::string& name, Native native) {
  lua_State* L = raw();
  luaL_checkstack(L, 4, nullptr);
  new (lua_newuserdata(L, sizeof(BoundNative))) BoundNative{std::move(native), name};
  push_slot(L, impl_->core.native_metatable);
  lua_setmetatable(L, -2);
  lua_pushcclosure(L, guard<call_native>, 1);
  return pop_ref(*this, L);
}

Ref State::value(const Value& value) {
  push_value(impl_->core, raw(), value);
  return pop_ref(*this, raw());
}

void State::provide(const std::string& name, const Ref& module) {
  lua_State* L = raw();
  luaL_checkstack(L, 4, nullptr);
  for (int slot : {impl_->core.provided, impl_->core.overlays}) {
    push_slot(L, slot);
    push_ref(L, slot == impl_->core.provided ? module : Ref());
    lua_setfield(L, -2, name.c_str());
    lua_pop(L, 1);
  }
}

bool State::stopped() const {
  return impl_->core.watch.stop.has_value() || impl_->core.watch.exhausted;
}

lua_State* State::raw() const {
  return impl_->core.current;
}

void set_functions(lua_State* L, int index, const luaL_Reg* functions) {
  lua_pushvalue(L, index);
  luaL_register(L, nullptr, functions);
  lua_pop(L, 1);
}

void set_value_kinds(State& state, const ValueKinds& kinds) {
  Internals::core(state).kinds = kinds;
}

}  // namespace runner::host
