#include "base/helper_thread.h"

#include <pthread.h>
#include <sched.h>

#include <system_error>

#include "base/interrupt.h"

namespace runner {

namespace {

// A new thread stands in line behind the one that made it (Linux, sched(7)) until the next balancing, a few milliseconds later.
void move_away(std::thread& thread) {
  const int here = ::sched_getcpu();
  cpu_set_t others;
  if (here < 0 || here >= CPU_SETSIZE || ::sched_getaffinity(0, sizeof others, &others) != 0) return;
  CPU_CLR(here, &others);
  if (CPU_COUNT(&others) > 0) ::pthread_setaffinity_np(thread.native_handle(), sizeof others, &others);
}

}  // namespace

HelperThread::HelperThread(std::function<void()> work, Files files) {
  const interrupt::SignalsBlocked blocked;  // inherited by the thread
  try {
    thread_ = std::thread([work = std::move(work), files] {
      if (files == Files::kOwn) ::unshare(CLONE_FILES);  // nothing is lost when it fails
      work();
    });
    move_away(thread_);
  } catch (const std::system_error&) {
    // Whoever asked does all the work.
  }
}

HelperThread::~HelperThread() {
  wait();
}

HelperThread& HelperThread::operator=(HelperThread&& other) noexcept {
  wait();
  thread_ = std::move(other.thread_);
  return *this;
}

void HelperThread::wait() {
  if (thread_.joinable()) thread_.join();
}

}  // namespace runner
