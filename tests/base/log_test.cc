#include "base/log.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <functional>

#include "base/text.h"
#include "support/error_of.h"
#include "support/temporary_directory.h"

using namespace runner;

namespace {

// What `code` writes to stderr.
std::string stderr_of(const std::function<void()>& code) {
  test::TemporaryDirectory folder;
  const std::string file = folder.path() / "stderr";
  std::fflush(stderr);
  const int before = ::dup(2);
  FILE* capture = std::fopen(file.c_str(), "w");
  ::dup2(::fileno(capture), 2);
  code();
  std::fflush(stderr);
  ::dup2(before, 2);
  ::close(before);
  std::fclose(capture);
  return text::read_file(file);
}

void stock_levels() {
  log::set_quiet(false);
  log::set_level("", log::Level::kWarn);
  log::set_level("runner", log::Level::kInfo);
}

}  // namespace

TEST_CASE("log lines look like Alembic's", "[base]") {
  stock_levels();
  CHECK(stderr_of([] { log::info("runner.migration", "Running upgrade  -> ae10, {braces}"); }) ==
        "INFO  [runner.migration] Running upgrade  -> ae10, {braces}\n");
  CHECK(stderr_of([] { log::warn("sql", "careful"); }) == "WARNI [sql] careful\n");
  CHECK(stderr_of([] { log::error("x", "bad"); }) == "ERROR [x] bad\n");
}

TEST_CASE("a level covers the loggers below", "[base]") {
  stock_levels();
  CHECK(log::enabled("runner.migration", log::Level::kInfo));
  CHECK_FALSE(log::enabled("runner.migration", log::Level::kDebug));
  CHECK_FALSE(log::enabled("runners", log::Level::kInfo));
  CHECK_FALSE(log::enabled("sql", log::Level::kInfo));
  log::set_level("runner.migration", log::Level::kDebug);
  CHECK(log::enabled("runner.migration.step", log::Level::kDebug));
  log::set_level("runner", log::Level::kError);
  CHECK_FALSE(log::enabled("runner.migration", log::Level::kDebug));
  log::set_level("", log::Level::kDebug);
  CHECK(log::enabled("runner", log::Level::kDebug));
  log::set_level("sql", log::Level::kOff);
  CHECK_FALSE(log::enabled("sql", log::Level::kError));
  stock_levels();
}

TEST_CASE("quiet leaves errors only", "[base]") {
  stock_levels();
  log::set_quiet(true);
  CHECK(stderr_of([] {
          log::info("runner", "a");
          log::warn("runner", "b");
          log::error("runner", "c");
        }) == "ERROR [runner] c\n");
  stock_levels();
}

TEST_CASE("levels have Python's names", "[base]") {
  CHECK(log::parse_level("INFO") == log::Level::kInfo);
  CHECK(log::parse_level(" warning ") == log::Level::kWarn);
  CHECK(log::parse_level("WARN") == log::Level::kWarn);
  CHECK(log::parse_level("CRITICAL") == log::Level::kError);
  CHECK(log::parse_level("NOTSET") == log::Level::kDebug);
  CHECK(test::error_of([] { log::parse_level("LOUD"); }).code == ErrorCode::kConfig);
}
