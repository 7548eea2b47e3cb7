// What the tests of host/ share: a state, a directory of Lua modules, and the Error that a piece of Lua ends with.
#pragma once

#include <stdlib.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "host/state.h"

namespace runner::host::test {

// A directory that is gone at the end.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "host_test_XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary directory");
    path = pattern;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string write(const std::string& name, const std::string& text) const {
    std::filesystem::path file = std::filesystem::path(path) / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file.string();
  }

  std::string path;
};

// Runs `f` and returns the Error it throws.
template <class F>
Error error_of(F&& f) {
  try {
    f();
  } catch (const Error& e) {
    return e;
  }
  FAIL("an Error was expected");
  return Error(ErrorCode::kInternal, "");
}

inline Error error_of_text(State& state, const std::string& text, const std::string& name = "versions/x.lua") {
  return error_of([&] { state.run(name, text); });
}

inline std::string what(const Error& error) {
  return error.what();
}

}  // namespace runner::host::test
