// Error <-> Lua error. A C function is registered only as guard<fn>: what it throws becomes a Lua error value that owns the
// Error (a table with .message .sqlstate .sql .hint .where and tostring), and comes out of State::call as the same Error.
#pragma once

#include <exception>
#include <lua.hpp>
#include <string>

#include "base/error.h"

namespace runner::host {

// Pushes the error value for `error`; fills `where` with user_line(L) and a traceback when they are empty.
void push_error(lua_State* L, Error error);
// The Error behind whatever lies at `index`: one of ours unchanged, a string as Error{kScript} (its "file:line:" prefix
// moved to `where`), anything else described.
Error error_at(lua_State* L, int index);
// "versions/x.lua:12": the innermost running line that belongs to a user's file ("@..." chunk), never to our own Lua
// (chunk names "=..."). "" when there is none.
std::string user_line(lua_State* L);

// While it lives, C++ runs on behalf of this Lua thread: Ref and State use its stack. guard<> keeps one.
class ActiveThread {
 public:
  explicit ActiveThread(lua_State* L) noexcept;
  ~ActiveThread();
  ActiveThread(const ActiveThread&) = delete;
  ActiveThread& operator=(const ActiveThread&) = delete;

 private:
  lua_State* thread_;
  lua_State* before_;
};

template <lua_CFunction F>
int guard(lua_State* L) {
  try {
    ActiveThread active(L);
    return F(L);
  } catch (const Error& e) {
    push_error(L, e);
  } catch (const std::exception& e) {
    push_error(L, Error(ErrorCode::kInternal, e.what()));
  }                     // A Lua error goes by: it is an exception of no C++ type.
  return lua_error(L);  // after every handler is closed
}

}  // namespace runner::host
