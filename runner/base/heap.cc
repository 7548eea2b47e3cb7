#include "base/heap.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <vector>

namespace runner::heap {

namespace {

constexpr std::uintptr_t kLargePage = 2 << 20;

std::uintptr_t end_of_heap() {
  return reinterpret_cast<std::uintptr_t>(::sbrk(0));
}

// malloc asks the system for more when a block does not fit into what it has left, which is less than a handful of these.
void make_it_grow() {
  constexpr std::size_t kBlock = 64 << 10;
  const std::uintptr_t before = end_of_heap();
  std::vector<void*> blocks;
  for (int i = 0; i < 16 && end_of_heap() == before; ++i) blocks.push_back(std::malloc(kBlock));
  for (void* block : blocks) std::free(block);
}

}  // namespace

void expect([[maybe_unused]] std::size_t bytes) {
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
  if (bytes < kLargePage || bytes > (std::size_t{256} << 20)) return;
  const std::uintptr_t begin = (end_of_heap() + kLargePage - 1) / kLargePage * kLargePage;
  mallopt(M_TRIM_THRESHOLD, static_cast<int>(2 * (bytes + kLargePage)));  // else the next free() gives it back
  mallopt(M_TOP_PAD, static_cast<int>(bytes + kLargePage));
  make_it_grow();
  const std::uintptr_t end = end_of_heap() / kLargePage * kLargePage;
  if (end > begin) ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
  mallopt(M_TOP_PAD, 128 << 10);
#endif
}

}  // namespace runner::heap
