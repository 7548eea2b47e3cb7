// tests/golden/<op>/<case>.lua, run through the Lua API and each dialect's printer, against <case>.postgresql.sql and
// <case>.sqlite.sql beside it, and against <case>.mysql.sql and <case>.mariadb.sql where they are. A mismatch leaves
// <case>.<dialect>.sql.FAIL to diff; RUNNER_GOLDEN_UPDATE=1 rewrites. A case that a dialect refuses has the error's first
// line as "-- refused: ..." in its file. Lines "-- naming: uq = uq_%(table_name)s" in a case are its naming convention.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "engine/sql_printer.h"
#include "host/module.h"
#include "host/state.h"

namespace fs = std::filesystem;
using namespace runner;

namespace {

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

schema::NamingConvention convention_of(const std::string& lua) {
  static const std::string kMark = "-- naming: ";
  schema::NamingConvention convention;
  std::istringstream lines(lua);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t equals = line.find(" = ");
    if (line.compare(0, kMark.size(), kMark) != 0 || equals == std::string::npos) continue;
    convention.templates.emplace_back(line.substr(kMark.size(), equals - kMark.size()), line.substr(equals + 3));
  }
  return convention;
}

std::string print(const fs::path& script, const std::string& dialect_name) {
  const std::string text = read(script);
  host::State lua({}, {script.parent_path().string()});
  host::Module module(lua);
  const auto dialect = sql::make_dialect(dialect_name);
  engine::SqlPrinter printer(*dialect);
  sql::CompileOptions options;
  options.printed = true;
  options.naming = convention_of(text);
  printer.set_options(options);
  module.set_sink(&printer);
  std::string out;
  try {
    lua.run(script.filename().string(), text);
    module.close_cursors();
    out = printer.finish();
  } catch (const Error& e) {
    out = "-- refused: " + std::string(e.what()) + "\n";
  }
  module.set_sink(nullptr);
  return out;
}

std::vector<fs::path> cases() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(RUNNER_GOLDEN_DIR)) {
    if (entry.path().extension() == ".lua") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

TEST_CASE("every golden case prints what its file says, on every dialect", "[golden]") {
  const auto scripts = cases();
  REQUIRE(scripts.size() >= 400);
  for (const fs::path& script : scripts) {
    for (const std::string dialect : {"postgresql", "sqlite", "mysql", "mariadb"}) {
      fs::path golden = script;
      golden.replace_extension("." + dialect + ".sql");
      const bool optional = dialect == "mariadb" || (dialect == "mysql" && !std::getenv("RUNNER_GOLDEN_UPDATE"));
      if (optional && !fs::exists(golden)) continue;
      const std::string printed = print(script, dialect);
      const fs::path failed = golden.string() + ".FAIL";
      if (std::getenv("RUNNER_GOLDEN_UPDATE")) std::ofstream(golden, std::ios::binary) << printed;
      const std::string wanted = read(golden);
      INFO(golden.string());
      CHECK(printed == wanted);
      if (printed == wanted) {
        fs::remove(failed);
      } else {
        std::ofstream(failed, std::ios::binary) << printed;
      }
    }
  }
}
