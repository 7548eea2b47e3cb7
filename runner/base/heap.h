// Memory that is about to be asked for in many small pieces, fetched at once: in large pages where the system has them, so that
// thousands of first touches are not a fault each.
#pragma once

#include <cstddef>

namespace runner::heap {

// A wish, of the thread that began the program: where it cannot be granted (another malloc, no large pages) nothing changes.
// What is not touched afterwards costs no memory.
void expect(std::size_t bytes);
// Touches all of it now, so that the thread that is going to use it need not wait for each page. For a helper that has nothing
// else to do; of use only when most of what was expected is really needed.
void touch_expected();

}  // namespace runner::heap
