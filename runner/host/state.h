// The embedded LuaJIT: one state, one sandboxed environment per chunk, limits, and C++ <-> Lua values behind Ref. Nobody
// outside host/ sees lua.hpp. Lua is entered only here (call, run), always with a traceback handler; every Lua error
// leaves as a typed Error.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/value.h"

struct lua_State;

namespace runner::host {

class State;

// A Lua value held from C++: owns one registry slot, copyable (shares the slot), must die before its State.
class Ref {
 public:
  Ref() = default;  // nil
  bool is_nil() const;
  bool is_function() const;
  bool is_table() const;
  bool is_string() const;
  bool is_boolean() const;
  bool is_number() const;
  bool truthy() const;                        // neither nil nor false
  std::optional<std::string> string() const;  // strings and numbers
  std::optional<double> number() const;
  std::optional<bool> boolean() const;
  Ref get(std::string_view key) const;  // raw; nil when not a table or not there
  Ref at(int index) const;              // 1-based
  int length() const;
  void set(std::string_view key, const Ref& value) const;
  void append(const Ref& value) const;
  // String keys with their values, sorted by key.
  std::vector<std::pair<std::string, Ref>> pairs() const;
  // A list of strings, or one string as a list of one; nullopt when it is neither (holes, other types).
  std::optional<std::vector<std::string>> strings() const;
  // "table", "string" ... ; a tagged sa.* object gives its kind ("Table", "MetaData").
  std::string kind() const;

 private:
  friend class State;
  friend struct Internals;
  struct Slot;
  std::shared_ptr<Slot> slot_;
};

// A C++ function that Lua can call. Throws Error; the caller's file:line is filled in when the Error has no `where`.
using Native = std::function<std::vector<Ref>(State& state, const std::vector<Ref>& args)>;

struct Limits {
  std::size_t script_size = 8u << 20;    // bytes
  std::size_t script_memory = 1u << 30;  // bytes
  double script_time = 0;                // seconds of Lua; 0 = off
  bool allow_unsafe = false;             // allow_unsafe_lua
};

class State {
 public:
  // `search` are the directories that require looks in, in order. `lua_path` non-empty: our own Lua files are read from
  // there instead of the embedded ones (development).
  State(const Limits& limits, std::vector<std::string> search, std::string lua_path = {});
  ~State();
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  // Loads text (never bytecode) as "@<name>" and runs its top level in a fresh environment; returns the environment.
  // `preset` globals are visible in it. Throws Error{kScript} with where and hint (syntax: the line; `local revision`).
  // `bytecode`, when not empty, is what a Precompiler made of the same text.
  Ref run(const std::string& name, std::string_view text, const std::vector<std::pair<std::string, Ref>>& preset = {},
          std::string_view bytecode = {});
  // Compiles the text and runs nothing. Throws Error{kScript} as run() does for syntax.
  void check_syntax(const std::string& name, std::string_view text);
  // Calls a function; at most one result is kept for each that it returned. Throws the Error that a native raised, typed,
  // with traceback; other Lua errors as Error{kScript} with where = the line they came from.
  std::vector<Ref> call(const Ref& function, const std::vector<Ref>& args = {});

  Ref nil();
  Ref boolean(bool value);
  Ref number(double value);
  Ref string(std::string_view value);
  Ref table();
  Ref list(const std::vector<std::string>& values);
  Ref function(const std::string& name, Native native);
  Ref value(const Value& value);  // cells and parameters, as API 5 says

  // Makes `require(name)` inside scripts return this table.
  void provide(const std::string& name, const Ref& module);
  // Runs one of our own embedded Lua modules (lua/<name>.lua) with `host` as its argument table; returns what it returns.
  Ref load_builtin(const std::string& name, const Ref& host);

  // After an interrupt or a limit nothing in Lua can go on; true from then on.
  bool stopped() const;
  lua_State* raw() const;  // host/ only: the thread that C++ runs in now

 private:
  friend struct Internals;
  friend class ClockPause;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Lua's clock (script_time) stands still while one lives: natives that wait for a database or run a whole script keep one.
// A call made meanwhile has a budget of its own; a native that calls back into the same script must not hold one then.
class ClockPause {
 public:
  explicit ClockPause(State& state);
  ~ClockPause();
  ClockPause(const ClockPause&) = delete;
  ClockPause& operator=(const ClockPause&) = delete;

 private:
  State& state_;
};

}  // namespace runner::host
