#include "host/precompile.h"

#include <lua.hpp>
#include <memory>

namespace runner::host {

namespace {

struct CloseState {
  void operator()(lua_State* L) const { lua_close(L); }
};

int append(lua_State*, const void* piece, std::size_t size, void* text) {
  static_cast<std::string*>(text)->append(static_cast<const char*>(piece), size);
  return 0;
}

// nullopt for text that is no script: its message is the caller's.
std::optional<std::string> compile(lua_State* L, const std::string& name, std::string_view text) {
  std::optional<std::string> bytecode;
  if (luaL_loadbufferx(L, text.data(), text.size(), ("@" + name).c_str(), "t") == 0) {
    bytecode.emplace();
    bytecode->reserve(text.size());
    if (lua_dump(L, append, &*bytecode) != 0) bytecode.reset();
  }
  lua_settop(L, 0);
  return bytecode;
}

// What one script leaves behind is garbage at once, and collecting it after each few would be a fifth of the work.
constexpr int kGarbage = 8 << 10;  // KiB

void collect_seldom(lua_State* L) {
  if (lua_gc(L, LUA_GCCOUNT, 0) > kGarbage) lua_gc(L, LUA_GCCOLLECT, 0);
  lua_gc(L, LUA_GCSTOP, 0);
}

}  // namespace

Precompiler::Precompiler(std::vector<Source> sources) : jobs_(sources.size()) {
  for (std::size_t i = 0; i < sources.size(); ++i) jobs_[i].source = std::move(sources[i]);
  helper_ = HelperThread([this] { run(); });
}

Precompiler::~Precompiler() {
  stop_ = true;
}

void Precompiler::run() {
  const std::unique_ptr<lua_State, CloseState> state(luaL_newstate());
  if (!state) return;
  for (auto job = jobs_.rbegin(); job != jobs_.rend() && !stop_; ++job) {
    int free = kFree;
    if (!job->state.compare_exchange_strong(free, kTaken)) return;  // here the caller comes
    collect_seldom(state.get());
    try {
      job->bytecode = compile(state.get(), job->source.name, job->source.text);
    } catch (const std::bad_alloc&) {
      job->bytecode.reset();
    }
    job->state = kDone;
    job->state.notify_one();
  }
}

std::optional<std::string> Precompiler::take(std::size_t index) {
  Job& job = jobs_.at(index);
  int free = kFree;
  if (job.state.compare_exchange_strong(free, kTaken)) return std::nullopt;
  job.state.wait(kTaken);
  return std::move(job.bytecode);
}

}  // namespace runner::host
