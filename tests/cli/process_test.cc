#include "cli/process.h"

#include <catch2/catch.hpp>

#include "base/error.h"
#include "support/environment.h"

using namespace runner;
using cli::Words;

TEST_CASE("command lines are split as a shell splits them", "[cli]") {
  CHECK(cli::shell_words("a  b\tc") == Words{"a", "b", "c"});
  CHECK(cli::shell_words(R"('it is' "one \"word\"" x\ y "")") == Words{"it is", "one \"word\"", "x y", ""});
  CHECK(cli::shell_words(R"(a'b c'd "\n")") == Words{"ab cd", "n"});
  CHECK(cli::shell_words("  ").empty());
  CHECK_THROWS_AS(cli::shell_words("'open"), Error);
}

TEST_CASE("a program is found along PATH", "[cli]") {
  test::Environment environment;
  environment.set("PATH", "/nowhere:/bin:/usr/bin");
  CHECK(cli::find_program("sh"));
  CHECK(cli::find_program("/bin/sh") == "/bin/sh");
  CHECK_FALSE(cli::find_program("no-such-program"));
  CHECK_FALSE(cli::find_program("/no/such/program"));
}

TEST_CASE("exit statuses and signals of programs are told", "[cli]") {
  CHECK(cli::run_program({"sh", "-c", "exit 3"}, cli::Output::kTalk) == 3);
  CHECK(cli::run_program({"sh", "-c", "kill -9 $$"}, cli::Output::kTalk) == 137);
  CHECK(cli::run_program({"no-such-program"}, cli::Output::kTalk) == 127);
  CHECK(cli::run_program({"sh", "-c", "test $(pwd) = /"}, cli::Output::kTalk, "/") == 0);
  CHECK(cli::run_program({"true"}, cli::Output::kTalk, "/no/such/folder") == 126);
}

TEST_CASE("a filter may write before it has read everything", "[cli]") {
  const std::string much(1 << 20, 'x');
  CHECK(cli::filter_through({"sh", "-c", "echo begin; cat"}, much) == "begin\n" + much);
  CHECK_THROWS_AS(cli::filter_through({"sh", "-c", "exit 1"}, ""), Error);
}
