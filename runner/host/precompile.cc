#include "host/precompile.h"

#include <algorithm>
#include <cstring>
#include <lua.hpp>
#include <new>

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

// Leaves `bytecode` empty for text that is no script: its message is the caller's.
void compile(lua_State* L, const std::string& name, std::string_view text, std::string& bytecode) {
  bytecode.clear();
  const bool compiled = luaL_loadbufferx(L, text.data(), text.size(), ("@" + name).c_str(), "t") == 0;
  if (compiled && lua_dump(L, append, &bytecode) != 0) bytecode.clear();
  lua_settop(L, 0);
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
  std::string bytecode;
  for (std::size_t i = jobs_.size(); i-- > 0 && !stop_;) {
    Job& job = jobs_[i];
    int free = kFree;
    if (!job.state.compare_exchange_strong(free, kTaken)) return heap::touch_expected();  // here the caller comes, and runs them
    collect_seldom(compiler.state());
    try {
      compile(compiler.state(), sources_[i].name, sources_[i].text, bytecode);
      job.bytecode = keep(bytecode);
    } catch (const std::bad_alloc&) {
      lua_settop(compiler.state(), 0);
    }
    job.state = kDone;
    job.state.notify_one();
  }
}

std::string_view Precompiler::keep(std::string_view bytecode) {
  constexpr std::size_t kBlock = 256 << 10;
  if (bytecode.size() > left_) {
    left_ = std::max(kBlock, bytecode.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    end_ = blocks_.back().get() + left_;
  }
  char* const place = end_ - left_;
  std::memcpy(place, bytecode.data(), bytecode.size());
  left_ -= bytecode.size();
  return {place, bytecode.size()};
}

std::string_view Precompiler::take(std::size_t index) {
  Job& job = jobs_.at(index);
  int free = kFree;
  if (job.state.compare_exchange_strong(free, kTaken)) return {};
  job.state.wait(kTaken);
  return job.bytecode;
}

}  // namespace runner::host
