// What lies behind State: the Lua state with the facts that the files of this folder share. Reached from any Lua thread
// through the allocator's user pointer, so that a C function finds it without a lookup.
#pragma once

#include <lua.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "host/internal.h"
#include "host/limits.h"
#include "host/pool.h"
#include "host/state.h"

namespace runner::host {

struct Core {
  State* state = nullptr;
  lua_State* main = nullptr;
  lua_State* current = nullptr;  // the thread that C++ runs in now
  Limits limits;
  Watch watch;
  Pool pool;  // outlives the Lua state, whose memory it holds

  std::vector<std::string> search;  // directories of require
  std::string lua_path;
  std::unordered_set<std::string> chunk_names;               // user files loaded so far, as in "@<name>"
  std::vector<std::pair<const void*, std::string>> loading;  // (environment, module) of the requires under way
  std::set<std::string> lazy_builtins;                       // provide_builtin

  // Registry slots.
  int error_metatable = LUA_NOREF;
  int error_box_metatable = LUA_NOREF;  // of the userdata that owns an Error
  int errors = LUA_NOREF;               // weak: error table -> that userdata
  int native_metatable = LUA_NOREF;
  int library = LUA_NOREF;                // what a script's environment starts with: name -> function | table to copy
  int environment_metatable = LUA_NOREF;  // finds the library's members when a script first asks for them
  std::string package_path;               // of every script
  int provided = LUA_NOREF;               // module name -> module
  int overlays = LUA_NOREF;               // module name -> metatable of the table that a script gets
  int builtins = LUA_NOREF;               // name -> what lua/<name>.lua returned

  Ref builtin_host;
  ValueKinds kinds;
};

// The door to the private parts of State and Ref.
struct Internals {
  static Core& core(State& state);
  static Ref make_ref(Core& core, lua_State* L, int index);
  static void push_ref(lua_State* L, const Ref& ref);
};

Core& core_of(lua_State* L);

// Pushes the value of a registry slot of Core.
inline void push_slot(lua_State* L, int slot) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, slot);
}
// Pops the top into a new registry slot.
inline int keep_slot(lua_State* L) {
  return luaL_ref(L, LUA_REGISTRYINDEX);
}

// REQUIRES: a function with `argument_count` arguments on top. Calls it under limits and a traceback handler; results
// stay on the stack, `*first_result` is the index of the first. Throws what went wrong, typed, the stack as before.
void enter(Core& core, lua_State* L, int argument_count, int* first_result);

// Refuses what is no Lua text: too long, NUL bytes, bytecode. Throws Error{kScript} with where = name.
void check_source(const Core& core, const std::string& name, std::string_view text);
// Compiles text as "@<name>" (or takes what it was compiled to) and pushes the function. Throws Error{kScript}.
void load_text(Core& core, lua_State* L, const std::string& name, std::string_view text, std::string_view bytecode = {});

// Registers what error values need in a new state (error_bridge.cc).
void open_errors(Core& core);
// Fills `where` and `traceback` when they are empty.
void locate(lua_State* L, Error& error);
// Message handler of every lua_pcall: makes one of our error values of whatever was raised.
int on_error(lua_State* L);
// The Error of a failed lua_pcall or lua_load, whose value is on top (not popped). `file` is named when memory ran out.
Error failure(Core& core, lua_State* L, int status, const std::string& file);

}  // namespace runner::host
