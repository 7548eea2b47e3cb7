// Memory of the Lua state: small blocks come from free lists by size, as a script makes and drops thousands of little
// tables; large ones from the heap. Blocks of the pool return to the system with the pool alone.
#pragma once

#include <array>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <vector>

namespace runner::host {

class Pool {
 public:
  // As realloc, with the old size known; new_size > 0. nullptr when there is no memory: the old block then stays as it was.
  void* resize(void* block, std::size_t old_size, std::size_t new_size);
  void release(void* block, std::size_t size);
  // The pool goes soon: what is released from now on is not sorted any more.
  void close() { closed_ = true; }

 private:
  static constexpr std::size_t kStep = 16;  // what malloc aligns to
  static constexpr std::size_t kLargest = 512;
  // The pool of many scripts grows in pages of the larger kind (2 MiB): the system hands out one of them for what 512 small
  // ones would cost.
  static constexpr std::size_t kChunk = 64 << 10;
  static constexpr std::size_t kHugePage = 2 << 20;

  struct Free {
    Free* next;
  };

  static bool pooled(std::size_t size);
  static std::size_t slot_of(std::size_t size) { return (size + kStep - 1) / kStep - 1; }
  void* take(std::size_t size);
  bool grow();

  std::array<Free*, kLargest / kStep> free_{};
  char* next_ = nullptr;  // the unused rest of the last chunk
  char* end_ = nullptr;
  bool closed_ = false;
  struct Released {
    void operator()(char* chunk) const { std::free(chunk); }
  };
  std::vector<std::unique_ptr<char, Released>> chunks_;
};

}  // namespace runner::host
