#include "base/helper_thread.h"

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>

using runner::HelperThread;

TEST_CASE("a helper thread does its work before it is gone, hears no signals, and leaves files open", "[helper_thread]") {
  std::atomic<bool> done = false, hears = true;
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  {
    HelperThread helper([&] {
      sigset_t blocked;
      ::pthread_sigmask(SIG_SETMASK, nullptr, &blocked);
      hears = ::sigismember(&blocked, SIGINT) == 0 || ::sigismember(&blocked, SIGTERM) == 0;
      char byte = 'x';
      done = ::write(ends[1], &byte, 1) == 1;
      ::close(ends[1]);  // a table of files of its own
    });
    CHECK(helper.running());
  }
  CHECK(done);
  CHECK_FALSE(hears);
  char byte = 0;
  CHECK(::read(ends[0], &byte, 1) == 1);
  CHECK(::write(ends[1], &byte, 1) == 1);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_CASE("whoever takes another helper waits for the first", "[helper_thread]") {
  std::atomic<int> count = 0;
  HelperThread helper([&] { ++count; });
  helper = HelperThread([&] { ++count; });
  helper.wait();
  CHECK(count == 2);
  CHECK_FALSE(helper.running());
  CHECK_FALSE(HelperThread().running());
}
