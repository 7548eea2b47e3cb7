// The Error that something throws, for tests that look at its fields.
#pragma once

#include <catch2/catch.hpp>

#include <utility>

#include "base/error.h"

namespace runner::test {

template <class Action>
Error error_of(Action&& action) {
  try {
    std::forward<Action>(action)();
  } catch (const Error& error) {
    return error;
  }
  FAIL("expected an Error");
  throw std::logic_error("unreachable");
}

}  // namespace runner::test
