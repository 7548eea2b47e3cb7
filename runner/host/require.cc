// `require` of scripts: their own package.loaded first, then our modules, then files on package.path, which run in the
// environment of the script that asked.
#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "host/internal.h"
#include "host/sandbox.h"

namespace runner::host {

namespace {

constexpr int kEnvironment = lua_upvalueindex(1);
constexpr int kPackage = lua_upvalueindex(2);

// Marks a module as being loaded; its end takes the mark away, whatever happened.
class Loading {
 public:
  Loading(Core& core, const void* environment, const std::string& name) : core_(core) {
    refuse_cycle(environment, name);
    core_.loading.emplace_back(environment, name);
  }
  ~Loading() { core_.loading.pop_back(); }
  Loading(const Loading&) = delete;
  Loading& operator=(const Loading&) = delete;

 private:
  void refuse_cycle(const void* environment, const std::string& name) const {
    std::string chain;
    for (const auto& [where, module] : core_.loading) {
      if (where == environment && (module == name || !chain.empty())) chain += module + " -> ";
    }
    if (chain.empty()) return;
    throw Error(ErrorCode::kScript, fmt::format("modules require each other in a cycle: {}{}", chain, name))
        .with_hint("move what both need into a module of its own, or call require inside a function");
  }

  Core& core_;
};

// The first file of package.path; "" and all that were tried when there is none.
std::string find_file(lua_State* L, const std::string& name, std::vector<std::string>& tried) {
  lua_getfield(L, kPackage, "path");
  if (lua_type(L, -1) != LUA_TSTRING) throw Error(ErrorCode::kScript, "package.path must be a string");
  std::string path = lua_tostring(L, -1);
  lua_pop(L, 1);
  std::string file_name = text::replace_all(name, ".", "/");
  for (const std::string& pattern : text::split(path, ";")) {
    std::string file = text::replace_all(pattern, "?", file_name);
    std::error_code failed;
    if (std::filesystem::exists(file, failed) && !std::filesystem::is_directory(file, failed)) return file;
    tried.push_back(shown_path(file));
  }
  return {};
}

Error not_found(const std::string& name, const std::vector<std::string>& tried) {
  std::string places = tried.empty() ? "package.path is empty" : "tried " + text::quoted_list(tried);
  Error error(ErrorCode::kScript, fmt::format("module '{}' not found: {}", name, places));
  if (name == "ffi" || name == "debug" || name == "jit" || name.rfind("jit.", 0) == 0) {
    error.hint = "scripts run without this library; allow_unsafe_lua = true in alembic.ini gives it back";
  } else {
    error.hint = "modules are looked for in prepend_sys_path and in script_location";
  }
  return error;
}

bool push_slot_field(lua_State* L, int slot, const std::string& name) {
  push_slot(L, slot);
  lua_getfield(L, -1, name.c_str());
  lua_remove(L, -2);
  if (!lua_isnil(L, -1)) return true;
  lua_pop(L, 1);
  return false;
}

// Pushes the metatable through which scripts see a provided table: what they assign stays in a table of their own.
void push_overlay_metatable(Core& core, lua_State* L, const std::string& name, int module) {
  if (push_slot_field(L, core.overlays, name)) return;
  lua_createtable(L, 0, 2);
  lua_pushvalue(L, module);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  push_slot(L, core.overlays);
  lua_pushvalue(L, -2);
  lua_setfield(L, -2, name.c_str());
  lua_pop(L, 1);
}

// Pushes one of our modules as this environment sees it; false when there is none of that name.
bool push_provided(Core& core, lua_State* L, const std::string& name) {
  if (core.lazy_builtins.count(name) > 0) {
    Internals::push_ref(L, require_builtin(*core.state, name));
  } else if (!push_slot_field(L, core.provided, name)) {
    return false;
  }
  if (!lua_istable(L, -1)) return true;
  int module = lua_gettop(L);
  lua_newtable(L);
  push_overlay_metatable(core, L, name, module);
  lua_setmetatable(L, -2);
  lua_replace(L, module);
  return true;
}

// Pushes the function that package.preload holds for the name.
bool push_preloaded(lua_State* L, const std::string& name) {
  lua_getfield(L, kPackage, "preload");
  if (lua_istable(L, -1)) {
    lua_getfield(L, -1, name.c_str());
    lua_remove(L, -2);
    if (lua_isfunction(L, -1)) return true;
  }
  lua_pop(L, 1);
  return false;
}

// With allow_unsafe_lua: what plain require would find beyond Lua files (ffi, debug, C libraries). Pushes the loader.
bool push_unsafe_loader(lua_State* L, const std::string& name) {
  lua_getglobal(L, "package");
  lua_getfield(L, -1, "loaders");
  lua_remove(L, -2);
  for (int i : {1, 3, 4}) {  // preload, C library, C library that holds several modules
    lua_rawgeti(L, -1, i);
    lua_pushlstring(L, name.data(), name.size());
    lua_call(L, 1, 1);
    if (lua_isfunction(L, -1)) {
      lua_remove(L, -2);
      return true;
    }
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return false;
}

bool push_unsafe_loaded(lua_State* L, const std::string& name) {
  lua_getglobal(L, "package");
  lua_getfield(L, -1, "loaded");
  lua_getfield(L, -1, name.c_str());
  lua_remove(L, -2);
  lua_remove(L, -2);
  if (!lua_isnil(L, -1)) return true;
  lua_pop(L, 1);
  return false;
}

void push_file_loader(Core& core, lua_State* L, const std::string& file) {
  load_text(core, L, shown_path(file), text::read_file(file, core.limits.script_size));
  lua_pushvalue(L, kEnvironment);
  lua_setfenv(L, -2);
}

// Pushes the function that makes the module.
void push_loader(Core& core, lua_State* L, const std::string& name) {
  if (push_preloaded(L, name)) return;
  std::vector<std::string> tried;
  std::string file = find_file(L, name, tried);
  if (!file.empty()) return push_file_loader(core, L, file);
  if (core.limits.allow_unsafe && push_unsafe_loader(L, name)) return;
  throw not_found(name, tried);
}

// Calls the loader on top and pushes the module: what it returned, else what it put into package.loaded, else true.
void run_loader(lua_State* L, int loaded, const std::string& name) {
  lua_pushlstring(L, name.data(), name.size());
  lua_call(L, 1, 1);
  if (!lua_isnil(L, -1)) return;
  lua_pop(L, 1);
  lua_getfield(L, loaded, name.c_str());
  if (!lua_isnil(L, -1)) return;
  lua_pop(L, 1);
  lua_pushboolean(L, 1);
}

// What package.loaded (at 2) finds in the library: see loaded_member.
bool push_library(lua_State* L, const std::string& name) {
  lua_getfield(L, 2, name.c_str());
  if (lua_toboolean(L, -1)) return true;
  lua_pop(L, 1);
  return false;
}

int require(lua_State* L) {
  Core& core = core_of(L);
  std::size_t length = 0;
  const char* text = luaL_checklstring(L, 1, &length);
  std::string name(text, length);
  if (name.empty() || name.find('\0') != std::string::npos) throw Error(ErrorCode::kScript, "require: that is no module name");
  lua_settop(L, 1);
  check_stack(core);
  lua_getfield(L, kPackage, "loaded");
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_pushvalue(L, 1);
  lua_rawget(L, 2);
  if (lua_toboolean(L, 3)) return 1;
  lua_settop(L, 2);

  const bool provided = push_provided(core, L, name);
  if (!provided && push_library(L, name)) return 1;
  if (!provided && !(core.limits.allow_unsafe && push_unsafe_loaded(L, name))) {
    Loading loading(core, lua_topointer(L, kEnvironment), name);
    push_loader(core, L, name);
    run_loader(L, 2, name);
  }
  lua_pushvalue(L, -1);
  lua_setfield(L, 2, name.c_str());
  return 1;
}

}  // namespace

void push_require(lua_State* L, int environment, int package) {
  lua_pushvalue(L, environment);
  lua_pushvalue(L, package);
  lua_pushcclosure(L, guard<require>, 2);
}

}  // namespace runner::host
