// What a piece of code throws, as a value: tests look at its fields.
#pragma once

#include <catch2/catch.hpp>
#include <functional>
#include <string>

#include "base/error.h"

namespace runner::test {

// Fails the test when nothing is thrown.
inline Error error_of(const std::function<void()>& code) {
  try {
    code();
  } catch (const Error& error) {
    return error;
  }
  FAIL("no Error was thrown");
  return {ErrorCode::kInternal, ""};
}

// All that a user may get to see of an error.
inline std::string all_text(const Error& error) {
  std::string text = error.what();
  for (const std::string& part : {error.hint, error.where, error.sql, error.detail, error.traceback}) text += "\n" + part;
  for (const std::string& note : error.notes) text += "\n" + note;
  return text;
}

}  // namespace runner::test
