#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <string>

#include "support/temporary_directory.h"

#ifdef RUNNER_LAZY_LIBPQ

TEST_CASE("a program that only opens SQLite never loads libpq", "[db]") {
  runner::test::TemporaryDirectory folder;
  const std::string log = (folder.path() / "libraries").string();
  // This program again, with one SQLite test; the loader writes what it loads to libraries.<pid>.
  const std::string command = "LD_DEBUG=files LD_DEBUG_OUTPUT=" + log + " /proc/" + std::to_string(getpid()) +
                              "/exe 'looking at an SQLite file*' >/dev/null 2>&1";
  REQUIRE(std::system(command.c_str()) == 0);
  bool sqlite = false, libpq = false;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      sqlite = sqlite || line.find("libsqlite3") != std::string::npos;
      libpq = libpq || line.find("libpq") != std::string::npos;
    }
  }
  CHECK(sqlite);  // the log is what we think it is
  CHECK_FALSE(libpq);
}

#endif
