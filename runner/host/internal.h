// The seam inside host/: between the state, which owns values, limits and environments, and the modules that scripts see.
// Only files of host/ include it. Everything here may raise Lua errors (memory), so callers must not be noexcept.
#pragma once

#include <lua.hpp>
#include <string>

#include "host/error_bridge.h"
#include "host/state.h"

namespace runner::host {

// The State that owns L (main thread or coroutine). Costs nothing and uses no Lua stack.
State& state_of(lua_State* L);
// state.raw() is the Lua thread that C++ runs in at this moment: inside a guarded function the caller's, else the main one.

// Holds the value at `index`; the stack stays as it is.
Ref make_ref(State& state, lua_State* L, int index);
// Holds the value on top and pops it.
Ref pop_ref(State& state, lua_State* L);
// Pushes the value; nil for an empty Ref.
void push_ref(lua_State* L, const Ref& ref);

// Sets functions (each a guard<fn>) in the table at `index`; the list ends with {nullptr, nullptr}.
void set_functions(lua_State* L, int index, const luaL_Reg* functions);

// Ref::kind() and error texts take an object's kind from the string field of this name in its metatable.
inline constexpr const char* kKindField = "__kind";

// The table that our own Lua files get as `...` when require_builtin runs them. Fill it before that.
Ref builtin_host(State& state);
// One of our own Lua files (lua/<name>.lua), run at its first use with builtin_host and kept; what it returned. They live
// outside the scripts' sandbox, in one shared environment: base library, string, table, math, bit, coroutine, io, os and a
// `require` that is this function. Their chunk names are "=[runner].<name>", which user_line skips.
// State::load_builtin does the same with another host table and always runs the file; the last result is the kept one.
Ref require_builtin(State& state, const std::string& name);
// Makes `require(name)` of scripts return require_builtin(name), which is first run then.
void provide_builtin(State& state, const std::string& name);

// How State::value writes what Lua has no word for. nil Refs: NULL in lists is left as false, tables get no metatable.
struct ValueKinds {
  Ref null;              // stands for NULL inside lists and objects (sa.NULL)
  Ref list_metatable;    // marks a JSON or SQL array, also an empty one
  Ref object_metatable;  // marks a JSON object
};
void set_value_kinds(State& state, const ValueKinds& kinds);

}  // namespace runner::host
