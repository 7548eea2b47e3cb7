#include "host/precompile.h"

#include <catch2/catch.hpp>

#include "base/error.h"
#include "host/module.h"
#include "host/state.h"

using namespace runner::host;

namespace {

std::vector<Precompiler::Source> sources(const std::vector<std::string>& texts) {
  std::vector<Precompiler::Source> result;
  for (std::size_t i = 0; i < texts.size(); ++i) result.push_back({"versions/s" + std::to_string(i) + ".lua", texts[i]});
  return result;
}

}  // namespace

TEST_CASE("what the second thread compiled runs as the text would, with its lines", "[host]") {
  std::vector<std::string> texts;
  for (int i = 0; i < 400; ++i) texts.push_back("value = " + std::to_string(i) + "\nfunction fail()\n  error('no')\nend");
  State state(Limits{}, {});
  Precompiler compiled(sources(texts));
  // The caller comes last to the last: by then the other thread has it.
  for (std::size_t i = texts.size(); i-- > 0;) {
    const auto bytecode = compiled.take(i);
    const std::string name = "versions/s" + std::to_string(i) + ".lua";
    const Ref environment = state.run(name, texts[i], {}, bytecode);
    REQUIRE(environment.get("value").number() == static_cast<double>(i));
    try {
      state.call(environment.get("fail"));
      FAIL("an error was expected");
    } catch (const runner::Error& e) {
      REQUIRE(e.where == name + ":3");
    }
  }
}

TEST_CASE("a script with a mistake is left to the caller, and each script is given out once", "[host]") {
  const std::vector<std::string> texts(60, "function upgrade( end");
  Precompiler compiled(sources(texts));
  for (std::size_t i = 0; i < texts.size(); ++i) CHECK(compiled.take(i).empty());
}

TEST_CASE("a plan that is given up does not wait for the rest", "[host]") {
  const std::vector<std::string> texts(2000, "x = 1");
  { Precompiler compiled(sources(texts)); }
  SUCCEED();
}
