#include "host/precompile.h"

#include <lua.hpp>

#include "base/heap.h"
#include "host/pool.h"

namespace runner::host {

namespace {

void* allocate(void* pool, void* block, std::size_t old_size, std::size_t new_size) {
  Pool& memory = *static_cast<Pool*>(pool);
  if (new_size > 0) return memory.resize(block, old_size, new_size);
  memory.release(block, old_size);
  return nullptr;
}

// A Lua state that compiles and does nothing else.
class Compiler {
 public:
  Compiler() : L_(lua_newstate(allocate, &pool_)) {}
  ~Compiler() {
    pool_.close();
    if (L_) lua_close(L_);
  }
  Compiler(const Compiler&) = delete;
  Compiler& operator=(const Compiler&) = delete;

  lua_State* state() const { return L_; }

 private:
  Pool pool_;
  lua_State* L_;
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

Precompiler::Precompiler(std::vector<Source> sources) : sources_(std::move(sources)), jobs_(sources_.size()) {
  helper_ = HelperThread([this] { run(); });
}

Precompiler::~Precompiler() {
  stop_ = true;
}

void Precompiler::run() {
  const Compiler compiler;
  if (!compiler.state()) return;
  for (std::size_t i = jobs_.size(); i-- > 0 && !stop_;) {
    Job& job = jobs_[i];
    int free = kFree;
    if (!job.state.compare_exchange_strong(free, kTaken)) return heap::touch_expected();  // here the caller comes, and runs them
    collect_seldom(compiler.state());
    try {
      job.bytecode = compile(compiler.state(), sources_[i].name, sources_[i].text);
    } catch (const std::bad_alloc&) {
      job.bytecode.reset();
    }
    job.state = kDone;
    job.state.notify_one();
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
