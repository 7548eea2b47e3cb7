#include "base/interrupt.h"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

#include "base/error.h"

namespace runner::interrupt {

namespace {

std::atomic<int> pending_signal{0};
std::atomic<const Poke*> current_poke{nullptr};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<const Poke*>::is_always_lock_free,
              "a signal handler may use only lock-free atomics");

}  // namespace

void Poke::deliver(int signal_number) noexcept {
  if (pending_signal.exchange(signal_number) != 0) _exit(128 + signal_number);
  for (const Poke* poke = current_poke.load(); poke != nullptr; poke = poke->previous_) poke->poke_(poke->context_);
}

void install() {
  struct sigaction action = {};
  action.sa_handler = &Poke::deliver;
  sigemptyset(&action.sa_mask);
  action.sa_flags = 0;  // no SA_RESTART: a sleep or a read shall wake up
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  signal(SIGXFSZ, SIG_IGN);  // a file-size limit is a write error with a message, not a death
}

int pending() noexcept {
  return pending_signal.load(std::memory_order_relaxed);
}

void check() {
  switch (pending()) {
    case 0:
      return;
    case SIGTERM:
      throw Error(ErrorCode::kTerminated, "Terminated");
    default:
      throw Error(ErrorCode::kInterrupted, "Interrupted");
  }
}

void wait_for_input(int fd) {
  struct Held {
    sigset_t before = {};
    Held() {
      sigset_t ours;
      sigemptyset(&ours);
      sigaddset(&ours, SIGINT);
      sigaddset(&ours, SIGTERM);
      pthread_sigmask(SIG_BLOCK, &ours, &before);
    }
    ~Held() { pthread_sigmask(SIG_SETMASK, &before, nullptr); }
  } held;
  pollfd input{fd, POLLIN, 0};
  do {
    check();
  } while (ppoll(&input, 1, nullptr, &held.before) < 0 && errno == EINTR);
}

void clear() noexcept {
  pending_signal.store(0);
}

Poke::Poke(void (*poke)(void*), void* context) : poke_(poke), context_(context), previous_(current_poke.load()) {
  current_poke.store(this);
}

Poke::~Poke() {
  current_poke.store(previous_);
}

SignalsBlocked::SignalsBlocked() noexcept : before_{} {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before_);
}

SignalsBlocked::~SignalsBlocked() {
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace runner::interrupt
