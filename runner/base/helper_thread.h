// A second thread that takes a share of work which this one has under way. It hears no signals (a Ctrl-C is the first thread's,
// which it shall wake), and it begins on another processor: for milliseconds of work the scheduler's own balancing comes too
// late.
#pragma once

#include <functional>
#include <thread>

namespace runner {

class HelperThread {
 public:
  // Is there a processor for it?
  static bool worthwhile() { return std::thread::hardware_concurrency() > 1; }

  // Its own table of files spares two threads that open many of them the wait for one another. What lives on in the other
  // thread, as a connection does, needs the shared one.
  enum class Files { kOwn, kShared };

  HelperThread() = default;
  // `work` must not throw. When no thread is to be had nothing runs, and running() says so.
  explicit HelperThread(std::function<void()> work, Files files = Files::kOwn);
  ~HelperThread();  // waits
  HelperThread(HelperThread&&) = default;
  HelperThread& operator=(HelperThread&& other) noexcept;

  bool running() const { return thread_.joinable(); }
  void wait();

 private:
  std::thread thread_;
};

}  // namespace runner
