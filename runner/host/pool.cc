#include "host/pool.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

namespace runner::host {

// Under the address sanitizer each block is its own, so that one used after its end is seen.
bool Pool::pooled([[maybe_unused]] std::size_t size) {
#if defined(__SANITIZE_ADDRESS__)
  return false;
#else
  return size > 0 && size <= kLargest;
#endif
}

bool Pool::grow() {
  const bool huge = chunks_.size() >= kHugePage / kChunk / 2;
  const std::size_t size = huge ? kHugePage : kChunk;
  std::unique_ptr<char, Released> chunk(static_cast<char*>(huge ? std::aligned_alloc(size, size) : std::malloc(size)));
  if (!chunk) return false;
  if (huge) madvise(chunk.get(), size, MADV_HUGEPAGE);  // a wish: where it is not granted the memory is the same
  try {
    chunks_.push_back(std::move(chunk));
  } catch (const std::bad_alloc&) {
    return false;
  }
  next_ = chunks_.back().get();
  end_ = next_ + size;
  return true;
}

void* Pool::take(std::size_t size) {
  if (!pooled(size)) return std::malloc(size);
  const std::size_t slot = slot_of(size);
  if (Free* block = free_[slot]) {
    free_[slot] = block->next;
    return block;
  }
  const std::size_t whole = (slot + 1) * kStep;
  if (static_cast<std::size_t>(end_ - next_) < whole && !grow()) return nullptr;
  void* block = next_;
  next_ += whole;
  return block;
}

void Pool::release(void* block, std::size_t size) {
  if (!block) return;
  if (!pooled(size)) return std::free(block);
  if (closed_) return;
  Free* const first = static_cast<Free*>(block);
  first->next = free_[slot_of(size)];
  free_[slot_of(size)] = first;
}

void* Pool::resize(void* block, std::size_t old_size, std::size_t new_size) {
  if (!block) return take(new_size);
  if (!pooled(old_size) && !pooled(new_size)) return std::realloc(block, new_size);
  if (pooled(old_size) && pooled(new_size) && slot_of(old_size) == slot_of(new_size)) return block;
  void* const moved = take(new_size);
  if (!moved) return nullptr;
  std::memcpy(moved, block, std::min(old_size, new_size));
  release(block, old_size);
  return moved;
}

}  // namespace runner::host
