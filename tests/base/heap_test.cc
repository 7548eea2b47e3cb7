#include "base/heap.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <memory>
#include <vector>

namespace heap = runner::heap;

namespace {

std::uintptr_t end_of_heap() {
  return reinterpret_cast<std::uintptr_t>(::sbrk(0));
}

}  // namespace

// Sanitizers bring a malloc of their own, for which expect() does nothing.
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
TEST_CASE("memory that is expected is fetched once, and stays", "[heap]") {
  constexpr std::size_t kExpected = 32 << 20, kBlock = 4 << 10;
  const std::uintptr_t before = end_of_heap();
  heap::expect(kExpected);
  const std::uintptr_t after = end_of_heap();
  CHECK(after - before >= kExpected);

  std::vector<std::unique_ptr<char[]>> blocks;
  for (std::size_t size = 0; size < kExpected / 2; size += kBlock) blocks.push_back(std::make_unique<char[]>(kBlock));
  CHECK(end_of_heap() == after);
  blocks.clear();
  CHECK(end_of_heap() == after);
}
#endif

TEST_CASE("little or absurd expectations change nothing", "[heap]") {
  const std::uintptr_t before = end_of_heap();
  heap::expect(0);
  heap::expect(1 << 20);
  heap::expect(SIZE_MAX);
  CHECK(end_of_heap() == before);
}
