#include "base/interrupt.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "support/error_of.h"

using namespace runner;

namespace {

void count(void* counter) {
  ++*static_cast<int*>(counter);
}

// Handlers back as they were, so that the test program itself can be stopped.
struct Handlers {
  struct sigaction on_interrupt = {}, on_terminate = {};
  Handlers() {
    sigaction(SIGINT, nullptr, &on_interrupt);
    sigaction(SIGTERM, nullptr, &on_terminate);
    interrupt::install();
  }
  ~Handlers() {
    interrupt::clear();
    sigaction(SIGINT, &on_interrupt, nullptr);
    sigaction(SIGTERM, &on_terminate, nullptr);
  }
};

}  // namespace

TEST_CASE("a signal sets the flag, which check turns into an error", "[base]") {
  const Handlers handlers;
  CHECK_NOTHROW(interrupt::check());
  ::raise(SIGINT);
  CHECK(interrupt::pending() == SIGINT);
  CHECK(test::error_of([] { interrupt::check(); }).code == ErrorCode::kInterrupted);
  interrupt::clear();
  CHECK_NOTHROW(interrupt::check());
  ::raise(SIGTERM);
  CHECK(test::error_of([] { interrupt::check(); }).code == ErrorCode::kTerminated);
}

TEST_CASE("a signal pokes all that are registered, and those that are left when one is gone", "[base]") {
  const Handlers handlers;
  int outer = 0, inner = 0;
  const interrupt::Poke first(count, &outer);
  {
    const interrupt::Poke second(count, &inner);
    ::raise(SIGINT);
    interrupt::clear();
  }
  ::raise(SIGINT);
  CHECK(inner == 1);
  CHECK(outer == 2);
}

TEST_CASE("a second signal ends the process at once", "[base]") {
  const pid_t child = ::fork();
  if (child == 0) {
    interrupt::install();
    ::raise(SIGINT);
    ::raise(SIGTERM);
    ::_exit(7);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 143);
}

TEST_CASE("a wait for input ends with what is there, the end, or a signal before or meanwhile", "[base]") {
  const Handlers handlers;
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const auto interrupted = [&] { return test::error_of([&] { interrupt::wait_for_input(ends[0]); }).code; };
  ::raise(SIGINT);
  CHECK(interrupted() == ErrorCode::kInterrupted);
  interrupt::clear();

  const pid_t parent = ::getpid(), child = ::fork();
  if (child == 0) {
    ::usleep(50'000);
    ::kill(parent, SIGTERM);
    ::_exit(0);
  }
  CHECK(interrupted() == ErrorCode::kTerminated);
  ::waitpid(child, nullptr, 0);
  interrupt::clear();

  REQUIRE(::write(ends[1], "x", 1) == 1);
  CHECK_NOTHROW(interrupt::wait_for_input(ends[0]));
  char byte = 0;
  REQUIRE(::read(ends[0], &byte, 1) == 1);
  ::close(ends[1]);
  CHECK_NOTHROW(interrupt::wait_for_input(ends[0]));
  ::close(ends[0]);
}
