#include "base/error.h"

#include <catch2/catch.hpp>

using namespace runner;

TEST_CASE("each kind of error has the exit status of the contract", "[base]") {
  CHECK(exit_status(ErrorCode::kUsage) == 2);
  CHECK(exit_status(ErrorCode::kDifferences) == 3);
  CHECK(exit_status(ErrorCode::kInterrupted) == 130);
  CHECK(exit_status(ErrorCode::kTerminated) == 143);
  for (ErrorCode code : {ErrorCode::kConfig, ErrorCode::kScript, ErrorCode::kGraph, ErrorCode::kState, ErrorCode::kSql,
                         ErrorCode::kConnect, ErrorCode::kUnsupported, ErrorCode::kIo, ErrorCode::kInternal}) {
    CHECK(exit_status(code) == 1);
  }
}

TEST_CASE("nearest finds what was probably meant", "[base]") {
  const std::vector<std::string> options = {"nullable", "unique", "primary_key", "server_default"};
  CHECK(nearest("nulable", options) == "nullable");
  CHECK(nearest("uniqeu", options) == "unique");  // two letters swapped are one slip
  CHECK(nearest("primarykey", options) == "primary_key");
  CHECK(nearest("Nullable", options) == "nullable");
}

TEST_CASE("nearest is silent when nothing is near", "[base]") {
  CHECK(nearest("comment", {"nullable", "unique"}).empty());
  CHECK(nearest("ab", {"xy"}).empty());
  CHECK(nearest("", {"a"}).empty());
  CHECK(nearest("abc", {}).empty());
}

TEST_CASE("nearest takes the first of equally near candidates", "[base]") {
  CHECK(nearest("aacd", {"abcd", "accd"}) == "abcd");
}

TEST_CASE("an error keeps what is added to it", "[base]") {
  const Error error = Error(ErrorCode::kScript, "what").with_hint("next").at("a.lua:3").in_sql("SELECT 1");
  CHECK(std::string(error.what()) == "what");
  CHECK(error.hint == "next");
  CHECK(error.where == "a.lua:3");
  CHECK(error.sql == "SELECT 1");
}
