// Our own Lua files: embedded as bytecode, or read from a directory while developing.
#include <fmt/format.h>

#include <filesystem>

#include "base/text.h"
#include "host/core.h"
#include "host/embedded.h"
#include "host/internal.h"

namespace runner::host {

namespace {

// Compiles lua/<name>.lua and pushes the function.
void push_builtin(Core& core, lua_State* L, const std::string& name) {
  std::string chunk = "=[runner]." + name, text;
  std::string_view code = embedded_module(name);
  std::string file = core.lua_path.empty() ? "" : fmt::format("{}/{}.lua", core.lua_path, name);
  if (!file.empty() && std::filesystem::exists(file)) code = text = text::read_file(file);
  if (code.empty()) throw Error(ErrorCode::kInternal, fmt::format("there is no Lua module '{}' in the program", name));
  int status = luaL_loadbuffer(L, code.data(), code.size(), chunk.c_str());
  if (status == 0) return;
  Error error(ErrorCode::kInternal, lua_tostring(L, -1));
  lua_pop(L, 1);
  throw error;
}

bool push_kept(Core& core, lua_State* L, const std::string& name) {
  push_slot(L, core.builtins);
  lua_getfield(L, -1, name.c_str());
  lua_remove(L, -2);
  if (!lua_isnil(L, -1)) return true;
  lua_pop(L, 1);
  return false;
}

}  // namespace

Ref State::load_builtin(const std::string& name, const Ref& host) {
  Core& core = Internals::core(*this);
  lua_State* L = core.current;
  luaL_checkstack(L, 6, nullptr);
  push_builtin(core, L, name);
  push_ref(L, host);
  int first = 0;
  enter(core, L, 1, &first);
  lua_settop(L, first);
  push_slot(L, core.builtins);
  lua_pushvalue(L, first);
  lua_setfield(L, -2, name.c_str());
  lua_pop(L, 1);
  return pop_ref(*this, L);
}

Ref builtin_host(State& state) {
  Core& core = Internals::core(state);
  if (core.builtin_host.is_nil()) core.builtin_host = state.table();
  return core.builtin_host;
}

Ref require_builtin(State& state, const std::string& name) {
  Core& core = Internals::core(state);
  if (push_kept(core, core.current, name)) return pop_ref(state, core.current);
  return state.load_builtin(name, builtin_host(state));
}

void provide_builtin(State& state, const std::string& name) {
  Internals::core(state).lazy_builtins.insert(name);
}

}  // namespace runner::host
