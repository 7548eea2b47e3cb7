#include "base/toml.h"

#include <catch2/catch.hpp>

#include "base/config.h"
#include "base/log.h"
#include "base/path.h"
#include "base/text.h"
#include "support/environment.h"
#include "support/error_of.h"
#include "support/temporary_directory.h"

using namespace runner;
using test::all_text;
using test::error_of;
using Strings = std::vector<std::string>;

namespace {

struct Folder {
  test::TemporaryDirectory folder;
  test::WorkingDirectory here{folder.path()};
  test::Environment environment;
  Folder() {
    for (const char* name : {"DATABASE_URL", "SQLALCHEMY_DATABASE_URI", "ALEMBIC_CONFIG"}) environment.set(name, std::nullopt);
  }
};

Error bad(const std::string& text) {
  return error_of([&] { parse_toml(text, "x.toml"); });
}

}  // namespace

TEST_CASE("TOML: strings, numbers, booleans and lists are settings", "[base]") {
  const auto toml = parse_toml(
      "[tool.alembic]\nscript_location = \"a/b\"\ntruncate_slug_length = 60\nrecursive_version_locations = true\n"
      "version_locations = [\"one dir\", \"two\"]\nsqlalchemy.url = \"sqlite://\"\n\"odd.key\" = 'x'\n",
      "x.toml");
  REQUIRE(toml);
  CHECK(toml->ini.get("alembic", "script_location") == "a/b");
  CHECK(toml->ini.get("alembic", "truncate_slug_length") == "60");
  CHECK(toml->ini.get("alembic", "recursive_version_locations") == "true");
  CHECK(toml->ini.get("alembic", "version_locations") == "one dir\ntwo");
  CHECK(toml->lists == std::set<std::string>{"version_locations"});
  CHECK(toml->ini.get("alembic", "sqlalchemy.url") == "sqlite://");
  CHECK(toml->ini.get("alembic", "odd.key") == "x");
  CHECK(toml->ini.line_of("alembic", "version_locations") == 5);
}

TEST_CASE("TOML: hooks and loggers become their sections", "[base]") {
  const auto toml = parse_toml(
      "[tool.alembic]\n[[tool.alembic.post_write_hooks]]\nname = \"fmt\"\ntype = \"exec\"\nexecutable = \"stylua\"\n"
      "[[tool.alembic.post_write_hooks]]\nname = \"lint\"\ntype = \"exec\"\n[tool.alembic.logger_sql]\nlevel = \"INFO\"\n",
      "x.toml");
  CHECK(toml->ini.get("post_write_hooks", "hooks") == "fmt\nlint");
  CHECK(toml->ini.get("post_write_hooks", "fmt.executable") == "stylua");
  CHECK(toml->ini.get("post_write_hooks", "lint.type") == "exec");
  CHECK(toml->ini.get("logger_sql", "level") == "INFO");
}

TEST_CASE("TOML: other tools' files are none of ours", "[base]") {
  CHECK_FALSE(parse_toml("", "x.toml"));
  CHECK_FALSE(parse_toml("[tool.black]\nline-length = 100\n[project]\nname = \"x\"\n", "x.toml"));
  CHECK(parse_toml("[tool.alembic]\n", "x.toml"));
}

TEST_CASE("TOML: what is wrong is told with its line and without a value", "[base]") {
  CHECK(all_text(bad("[tool.alembic\n")).find("Incorrect TOML format") != std::string::npos);
  CHECK(bad("[tool.alembic]\na = 1\nb = = 2\n").where == "x.toml:3");
  CHECK(bad("[tool.alembic]\na = 1979-05-27\n").where == "x.toml:2");
  CHECK(bad("[tool.alembic]\na = [1, 2]\n").where == "x.toml:2");
  CHECK(all_text(bad("[tool]\nalembic = 3\n")).find("tool.alembic is not a table") != std::string::npos);
  CHECK(bad("[tool.alembic]\npost_write_hooks = \"fmt\"\n").where == "x.toml:2");
  CHECK(all_text(bad("[tool.alembic]\n[[tool.alembic.post_write_hooks]]\ntype = \"exec\"\n")).find("needs a name") !=
        std::string::npos);
  const Error secret = bad("[tool.alembic]\nsqlalchemy.url = \"postgresql://u:s3cret@h/d\nx = 1\n");
  CHECK(all_text(secret).find("s3cret") == std::string::npos);
}

TEST_CASE("runner.toml or pyproject.toml stand in for a missing ini", "[base]") {
  const Folder folder;
  text::write_file("pyproject.toml",
                   "[tool.alembic]\nscript_location = \"%(here)s/py\"\nversion_locations = [\"a b\", \"%(here)s/c\"]\n"
                   "prepend_sys_path = [\".\"]\nsqlalchemy.url = \"sqlite:///%(here)s/x%%20y.db\"\n");
  const Config config = Config::load({});
  CHECK(config.require("script_location") == path::current() + "/py");
  CHECK(config.list("version_locations") == Strings{"a b", path::current() + "/c"});
  CHECK(config.file() == path::current() + "/pyproject.toml");
  const auto url = config.url();
  REQUIRE(url);
  CHECK(url->text == "sqlite:///" + path::current() + "/x%20y.db");
  CHECK(url->source == "pyproject.toml [tool.alembic]");
  CHECK(config.items("alembic").size() == 5);  // with `here`

  text::write_file("runner.toml", "[tool.alembic]\nscript_location = \"own\"\n");
  CHECK(Config::load({}).require("script_location") == "own");
  text::write_file("runner.toml", "[tool.other]\n");
  CHECK(Config::load({}).require("script_location") == path::current() + "/py");
}

TEST_CASE("the ini comes before the TOML, which is asked only when the ini leaves script_location out", "[base]") {
  const Folder folder;
  text::write_file("pyproject.toml", "[tool.alembic]\nscript_location = \"py\"\ntimezone = \"UTC\"\nfile_template = \"x\"\n");
  text::write_file("alembic.ini", "[alembic]\nscript_location = ini\n");
  CHECK(Config::load({}).get("script_location") == "ini");
  CHECK_FALSE(Config::load({}).get("timezone"));
  text::write_file("alembic.ini", "[alembic]\ntimezone = CET\n[other]\nk = v\n");
  const Config both = Config::load({});
  CHECK(both.get("script_location") == "py");
  CHECK(both.get("timezone") == "CET");
  CHECK(both.get("file_template") == "x");
  CHECK(both.file() == path::current() + "/alembic.ini");
  CHECK(Config::load({.section = "other"}).get("script_location") == "py");  // -n chooses among the ini's sections only
  CHECK(Config::load({.section = "other"}).get("k") == "v");
}

TEST_CASE("-c and ALEMBIC_CONFIG name an ini file and a TOML file", "[base]") {
  Folder folder;
  text::write_file("a.ini", "[alembic]\nscript_location = ini\n");
  text::write_file("b.toml", "[tool.alembic]\nscript_location = \"toml\"\ntimezone = \"UTC\"\n");
  text::write_file("empty.toml", "");
  const Config both = Config::load({.files = {"a.ini", "b.toml"}});
  CHECK(both.get("script_location") == "ini");
  CHECK(both.get("timezone") == "UTC");
  CHECK(Config::load({.files = {"b.toml"}}).get("script_location") == "toml");
  CHECK(all_text(error_of([] { Config::load({.files = {"a.ini", "a.ini"}}); })).find("only one ini file") != std::string::npos);
  CHECK(all_text(error_of([] {
          Config::load({.files = {"b.toml", "b.toml"}});
        })).find("b.toml indicated more than once") != std::string::npos);
  CHECK(all_text(error_of([] { Config::load({.files = {"empty.toml"}}); })).find("no [tool.alembic]") != std::string::npos);
  CHECK(all_text(error_of([] { Config::load({.files = {"nosuch.toml"}}); })).find("nosuch.toml") != std::string::npos);
  folder.environment.set("ALEMBIC_CONFIG", "b.toml");
  CHECK(Config::load({}).get("script_location") == "toml");
}

TEST_CASE("places and levels of TOML settings are known", "[base]") {
  const Folder folder;
  text::write_file("runner.toml",
                   "[tool.alembic]\nscript_location = \"m\"\nrevision_environment = "
                   "\"maybe\"\n[tool.alembic.logger_runner]\nlevel = \"LOUD\"\n");
  Config config = Config::load({});
  CHECK(error_of([&] { config.get_bool("revision_environment", false); }).where == "runner.toml:3");
  CHECK(error_of([&] { config.apply_logging(); }).where == "runner.toml:5");
  config.set("alembic", "script_location", "other");
  CHECK(config.get("script_location") == "other");
  CHECK(all_text(error_of([&] { config.require("nosuch"); })).find("[tool.alembic] lacks it") != std::string::npos);
}
