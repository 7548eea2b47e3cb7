#include "base/heap.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <vector>

namespace runner::heap {

// The malloc of glibc alone is known well enough; sanitizers bring another.
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)

namespace {

constexpr std::size_t kLargePage = 2 << 20;

char* end_of_heap() {
  return static_cast<char*>(::sbrk(0));
}

// Bytes from the large page's beginning to `address`.
std::size_t into_page(const char* address) {
  return reinterpret_cast<std::uintptr_t>(address) % kLargePage;
}

// What the last expect() got; written before the thread that touches it begins.
struct Expected {
  char* begin = nullptr;
  char* end = nullptr;
  void* skipped = nullptr;  // kept, else no compiler would ask for it
};
Expected expected;

// malloc asks the system for more when a block does not fit into what it has left, which is less than a handful of these.
void make_it_grow() {
  constexpr std::size_t kBlock = 64 << 10;
  const char* const before = end_of_heap();
  std::vector<void*> blocks;
  for (int i = 0; i < 16 && end_of_heap() == before; ++i) blocks.push_back(std::malloc(kBlock));
  for (void* block : blocks) std::free(block);
}

}  // namespace

void expect(std::size_t bytes) {
  if (bytes < kLargePage || bytes > (std::size_t{256} << 20)) return;
  char* const before = end_of_heap();
  mallopt(M_TRIM_THRESHOLD, static_cast<int>(2 * (bytes + kLargePage)));  // else the next free() gives it back
  mallopt(M_TOP_PAD, static_cast<int>(bytes + kLargePage));
  mallopt(M_MMAP_THRESHOLD, static_cast<int>(kLargePage));  // what is less comes from here, not from small pages of its own
  make_it_grow();
  char* const begin = before + (kLargePage - into_page(before)) % kLargePage;
  char* const end = end_of_heap() - into_page(end_of_heap());
  mallopt(M_TOP_PAD, 128 << 10);
  if (end <= begin) return;
  // Before the first large page lie up to 511 small ones: they are taken, and never touched.
  if (begin > before) expected.skipped = std::malloc(static_cast<std::size_t>(begin - before));
  ::madvise(begin, static_cast<std::size_t>(end - begin), MADV_HUGEPAGE);
  expected.begin = begin;
  expected.end = end;
}

void touch_expected() {
#if defined(MADV_POPULATE_WRITE)  // Linux 5.14; what is there already is left as it is
  if (expected.begin) ::madvise(expected.begin, static_cast<std::size_t>(expected.end - expected.begin), MADV_POPULATE_WRITE);
#endif
}

#else

void expect(std::size_t) {}
void touch_expected() {}

#endif

}  // namespace runner::heap
