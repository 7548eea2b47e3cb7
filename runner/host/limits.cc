#include "host/limits.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <cstdlib>

#include "base/interrupt.h"
#include "host/core.h"
#include "host/error_bridge.h"

namespace runner::host {

namespace {

constexpr int kInstructionsBetweenLooks = 1000;
constexpr std::size_t kFirstCollection = 16 << 20;  // bytes in use

void on_count(lua_State* L, lua_Debug*);

void arm(Core& core) {
  lua_sethook(core.main, on_count, LUA_MASKCOUNT | LUA_MASKCALL | LUA_MASKRET, 1);
}

// A little beyond the limit is granted until the hook has looked: it can collect garbage first, and knows the line.
std::size_t hard_limit(std::size_t limit) {
  return limit + std::max<std::size_t>(limit / 4, 64 << 10);
}

// Returns true when collecting garbage has made enough room to go on.
bool collect(Core& core, lua_State* L) {
  lua_gc(L, LUA_GCCOLLECT, 0);
  if (core.watch.used > core.limits.script_memory / 8 * 7) return false;
  core.watch.over = false;
  watch(core);
  return true;
}

// Stands still when nobody asks for a limit.
std::chrono::nanoseconds now(const Core& core) {
  if (core.limits.script_time <= 0) return {};
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

bool out_of_time(const Core& core) {
  if (core.limits.script_time <= 0 || core.watch.paused > 0) return false;
  std::chrono::duration<double> total = core.watch.spent + (now(core) - core.watch.since);
  return total.count() > core.limits.script_time;
}

void stop_here(Core& core, lua_State* L, Error& reason) {
  stop(core, reason);  // first: grants the memory that the next line takes
  locate(L, reason);
  *core.watch.stop = reason;
}

int look_now(lua_State* L) {
  look(L);
  return 0;
}

void on_count(lua_State* L, lua_Debug*) {
  guard<look_now>(L);
}

std::size_t stack_share() {
  rlimit stack{};
  constexpr std::size_t kUsual = 8u << 20;
  if (getrlimit(RLIMIT_STACK, &stack) != 0 || stack.rlim_cur == RLIM_INFINITY) return kUsual / 2;
  return std::min<std::size_t>(stack.rlim_cur, 16 * kUsual) / 2;
}

}  // namespace

void look(lua_State* L) {
  Core& core = core_of(L);
  throw_if_stopped(core, L);
  try {
    interrupt::check();
    if (core.watch.over && !collect(core, L)) throw out_of_memory(core);
    if (out_of_time(core)) {
      throw Error(ErrorCode::kScript, fmt::format("the script ran longer than script_time = {} seconds", core.limits.script_time))
          .with_hint("raise script_time in alembic.ini, or find the loop that does not end");
    }
  } catch (Error& e) {
    stop_here(core, L, e);
    throw;
  }
  check_stack(core);
}

void* allocate(void* user, void* block, std::size_t old_size, std::size_t new_size) {
  Core& core = *static_cast<Core*>(user);
  Watch& watch = core.watch;
  if (new_size == 0) {
    core.pool.release(block, old_size);
    watch.used -= old_size;
    return nullptr;
  }
  std::size_t wanted = watch.used - old_size + new_size;
  if (new_size > old_size && watch.enforced && !watch.exhausted && wanted > core.limits.script_memory) {
    if (wanted > hard_limit(core.limits.script_memory)) {
      watch.exhausted = true;  // from here on everything is granted, so that the failure can be told
      return nullptr;
    }
    if (!watch.over) arm(core);
    watch.over = true;
  }
  if (!watch.collects && wanted > kFirstCollection) {
    watch.collects = true;
    lua_gc(core.main, LUA_GCRESTART, 0);  // sets a number, allocates nothing
  }
  void* result = core.pool.resize(block, old_size, new_size);
  if (result) {
    watch.used = wanted;
  } else if (new_size > old_size) {
    watch.exhausted = true;
  }
  return result;
}

void watch(Core& core) {
  core.watch.stack_limit = stack_share();
  lua_sethook(core.main, on_count, LUA_MASKCOUNT, kInstructionsBetweenLooks);
}

void stop(Core& core, Error reason) {
  if (core.watch.stop) return;
  core.watch.stop.emplace(std::move(reason));
  core.watch.exhausted = true;  // telling it must not fail for want of memory
  arm(core);
}

void throw_if_stopped(Core& core, lua_State* L) {
  if (core.watch.exhausted && !core.watch.stop) {
    Error reason = out_of_memory(core);
    stop_here(core, L, reason);
  }
  if (core.watch.stop) throw Error(*core.watch.stop);
}

void check_stack(Core& core) {
  const char* here = static_cast<const char*>(__builtin_frame_address(0));
  const char* base = core.watch.stack_base;
  if (!base || static_cast<std::size_t>(std::abs(base - here)) < core.watch.stack_limit) return;
  throw Error(ErrorCode::kScript, "stack overflow: too many nested calls")
      .with_hint("look for a function that calls itself without end");
}

Error out_of_memory(const Core& core) {
  return Error(ErrorCode::kScript, fmt::format("not enough memory: script_memory = {} bytes", core.limits.script_memory))
      .with_hint("raise script_memory in alembic.ini, or handle the rows one at a time");
}

Entry::Entry(Core& core)
    : core_(core),
      enforced_before_(core.watch.enforced),
      own_budget_(core.watch.depth == 0 || core.watch.paused > 0),
      since_before_(core.watch.since),
      spent_before_(core.watch.spent),
      paused_before_(core.watch.paused) {
  Watch& watch = core_.watch;
  if (watch.depth++ == 0) watch.stack_base = static_cast<const char*>(__builtin_frame_address(0));
  watch.enforced = true;
  if (!own_budget_) return;
  watch.spent = {};
  watch.since = now(core_);
  watch.paused = 0;
}

Entry::~Entry() {
  Watch& watch = core_.watch;
  --watch.depth;
  watch.enforced = enforced_before_;
  if (!own_budget_) return;
  watch.since = since_before_;
  watch.spent = spent_before_;
  watch.paused = paused_before_;
}

ClockPause::ClockPause(State& state) : state_(state) {
  Core& core = Internals::core(state_);
  if (core.watch.paused++ == 0) core.watch.spent += now(core) - core.watch.since;
}

ClockPause::~ClockPause() {
  Core& core = Internals::core(state_);
  if (--core.watch.paused == 0) core.watch.since = now(core);
}

}  // namespace runner::host
