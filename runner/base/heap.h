// Memory that is about to be asked for in many small pieces, fetched at once: in large pages where the system has them, so that
// thousands of first touches are not a fault each.
#pragma once

#include <cstddef>

namespace runner::heap {

// A wish, of the thread that began the program: where it cannot be granted (another malloc, no large pages) nothing changes.
// What is not touched afterwards costs no memory.
void expect(std::size_t bytes);

}  // namespace runner::heap
