// What keeps a script from running away: memory, time, interrupts, the C stack. A limit that was hit is final: the hook
// stays armed on every instruction, so that no pcall of a script gets further.
#pragma once

#include <chrono>
#include <cstddef>
#include <lua.hpp>
#include <optional>

#include "base/error.h"

namespace runner::host {

struct Core;

struct Watch {
  // Memory. Enforced only while a lua_pcall or lua_load is below us: an allocation that fails outside ends the process.
  std::size_t used = 0;
  bool enforced = false;
  bool over = false;       // beyond the limit: the hook decides after a full collection
  bool exhausted = false;  // an allocation was refused
  bool collects = false;   // enough is in use for the garbage collector to run

  // Processor time, of the innermost budget: a machine that is busy elsewhere does not use up a script's seconds.
  std::chrono::nanoseconds since{};
  std::chrono::nanoseconds spent{};
  int paused = 0;

  int depth = 0;  // nested entries into Lua
  const char* stack_base = nullptr;
  std::size_t stack_limit = 0;

  std::optional<Error> stop;  // set once, by the first limit or interrupt
};

// lua_Alloc with a Core as its user pointer.
void* allocate(void* core, void* block, std::size_t old_size, std::size_t new_size);
// Installs the count hook.
void watch(Core& core);
// Notes why nothing can go on and arms the hook for every instruction; the first reason stays.
void stop(Core& core, Error reason);
// What the hook does: throws when the script must not go on, because of an interrupt or a limit.
void look(lua_State* L);
// Throws the reason when there is one. Turns a refused allocation into it.
void throw_if_stopped(Core& core, lua_State* L);
// Throws Error{kScript} "stack overflow" when C frames (gsub callbacks, sort, nested calls) have eaten their share.
void check_stack(Core& core);
Error out_of_memory(const Core& core);

// One entry into Lua: limits apply while it lives. A budget of time begins with the outermost one, and with one made while
// the clock is paused.
class Entry {
 public:
  explicit Entry(Core& core);
  ~Entry();
  Entry(const Entry&) = delete;
  Entry& operator=(const Entry&) = delete;

 private:
  Core& core_;
  bool enforced_before_;
  bool own_budget_;
  std::chrono::nanoseconds since_before_;
  std::chrono::nanoseconds spent_before_;
  int paused_before_;
};

}  // namespace runner::host
