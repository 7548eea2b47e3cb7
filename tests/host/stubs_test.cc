// lua/meta holds what the signatures say; RUNNER_META_UPDATE=1 writes it anew.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "host/signature.h"
#include "host/stubs.h"
#include "module_support.h"

using namespace runner;
using namespace runner::host;
using namespace runner::host::test;

namespace {

std::filesystem::path file_of(const std::string& module) {
  return std::filesystem::path(RUNNER_META_DIR) / (module + ".lua");
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("the editor stubs are those of the signatures", "[host]") {
  for (const std::string module : {"op", "sa"}) {
    INFO(module << ": RUNNER_META_UPDATE=1 test_host writes lua/meta anew");
    if (std::getenv("RUNNER_META_UPDATE")) std::ofstream(file_of(module), std::ios::binary) << editor_stub(module);
    CHECK(read(file_of(module)) == editor_stub(module));
  }
}

TEST_CASE("the editor stubs are Lua", "[host]") {
  Fixture f;
  for (const char* module : {"op", "sa", "context"}) {
    INFO(module);
    CHECK_NOTHROW(f.run(read(file_of(module))));
  }
}

TEST_CASE("every call that is no type has a line for the editor, and every line a call", "[host]") {
  for (const std::string& name : signature_names()) {
    const bool type = name.rfind("sa.", 0) == 0 && schema::type_spec(name.substr(3));
    const bool batch = name.rfind("batch.", 0) == 0;
    INFO(name);
    if (!type && !batch) CHECK(call_note(name) != nullptr);
  }
}
