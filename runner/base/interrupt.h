// Ctrl-C and termination: the handler only sets a flag and asks the registered connection to stop; everybody else looks.
#pragma once

#include <signal.h>

#include <functional>

namespace runner::interrupt {

// Installs handlers for SIGINT and SIGTERM; a second signal exits at once (130/143). Idempotent.
void install();
// 0, SIGINT or SIGTERM.
int pending() noexcept;
// Throws Error{kInterrupted | kTerminated} when a signal is pending.
void check();
// Waits until `fd` has something to read, or has ended. Throws as check() does, also for a signal that came just before: a
// plain read() would not hear of that one.
void wait_for_input(int fd);
// Clears the flag (tests, and before the final roll-back's own statements).
void clear() noexcept;

// Something to poke when the signal arrives, e.g. a connection's interrupt(). `poke(context)` must be async-signal-safe.
// All that live are poked, the newest first; they end in the opposite order.
class Poke {
 public:
  Poke(void (*poke)(void*), void* context);
  ~Poke();
  Poke(const Poke&) = delete;
  Poke& operator=(const Poke&) = delete;

  static void deliver(int signal_number) noexcept;  // the signal handler

 private:
  void (*poke_)(void*);
  void* context_;
  const Poke* previous_;
};

// No signal comes to this thread, nor to those that it starts meanwhile: a Ctrl-C is the first thread's, which it shall wake.
class SignalsBlocked {
 public:
  SignalsBlocked() noexcept;
  ~SignalsBlocked();
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_;
};

}  // namespace runner::interrupt
