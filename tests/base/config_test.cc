#include "base/config.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <random>

#include "base/dotenv.h"
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

// A project folder that is the current directory, without what the tester's own environment says.
struct Project {
  test::TemporaryDirectory folder;
  test::WorkingDirectory here{folder.path()};
  test::Environment environment;
  Project() {
    for (const char* name : {"DATABASE_URL", "SQLALCHEMY_DATABASE_URI", "ALEMBIC_CONFIG"}) environment.set(name, std::nullopt);
  }
  void write(const std::string& name, const std::string& text) const {
    if (const std::string above = path::parent(name); !above.empty()) std::filesystem::create_directories(above);
    text::write_file(name, text);
  }
  Config load(const std::string& ini) const {
    write("alembic.ini", ini);
    return Config::load({});
  }
};

std::string message(const Error& error) {
  return error.what();
}
bool mentions(const Error& error, const std::string& words) {
  return all_text(error).find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("alembic.ini of the current directory is read, here is its folder", "[base]") {
  const Project project;
  const Config config = project.load("[alembic]\nscript_location = %(here)s/migrations\n");
  CHECK(config.file_found());
  CHECK(config.file() == path::current() + "/alembic.ini");
  CHECK(config.here() == path::current());
  CHECK(config.require("script_location") == path::current() + "/migrations");
}

TEST_CASE("-c goes before ALEMBIC_CONFIG, which goes before ./alembic.ini", "[base]") {
  Project project;
  project.write("alembic.ini", "[alembic]\nk = default\n");
  project.write("env.ini", "[alembic]\nk = environment\n");
  project.write("sub/own.ini", "[alembic]\nk = option\n");
  CHECK(Config::load({}).get("k") == "default");
  project.environment.set("ALEMBIC_CONFIG", "env.ini");
  CHECK(Config::load({}).get("k") == "environment");
  const Config config = Config::load({.files = {"sub/own.ini"}});
  CHECK(config.get("k") == "option");
  CHECK(config.here() == path::current() + "/sub");
  project.environment.set("ALEMBIC_CONFIG", "");
  CHECK(Config::load({}).get("k") == "default");
}

TEST_CASE("ALEMBIC_CONFIG with a section's name points to -n", "[base]") {
  Project project;
  project.write("alembic.ini", "[alembic]\n[production]\n");
  project.environment.set("ALEMBIC_CONFIG", "production");
  CHECK(error_of([] { Config::load({}); }).hint.find("-n production") != std::string::npos);
  project.environment.set("ALEMBIC_CONFIG", "nosuch.ini");
  CHECK_FALSE(Config::load({}).file_found());
}

TEST_CASE("a missing file is an error only when a key is needed", "[base]") {
  const Project project;
  const Config config = Config::load({.files = {"nosuch.ini"}, .section = "prod"});
  CHECK_FALSE(config.get("script_location").has_value());
  CHECK(config.get_or("x", "y") == "y");
  const Error error = error_of([&] { config.require("script_location"); });
  CHECK(error.code == ErrorCode::kConfig);
  CHECK(message(error).starts_with("No 'script_location' key found in configuration."));
  for (const char* words : {"nosuch.ini", "[prod]", "runner init"}) CHECK(mentions(error, words));
}

TEST_CASE("a missing section or key is told apart from a missing file", "[base]") {
  const Project project;
  const Config config = project.load("[alembic]\nother = 1\n[prod]\n");
  CHECK(mentions(error_of([&] { config.require("script_location"); }), "section [alembic] of 'alembic.ini' lacks it"));
  const Config wrong = Config::load({.section = "porduction"});
  const Error error = error_of([&] { wrong.require("script_location"); });
  CHECK(mentions(error, "no section [porduction]"));
  CHECK(mentions(error, "'alembic', 'prod'"));
}

TEST_CASE("what is no ini file is one clear error", "[base]") {
  const Project project;
  std::filesystem::create_directory("folder.ini");
  CHECK(mentions(error_of([] { Config::load({.files = {"folder.ini"}}); }), "Is a directory"));
  project.write("nul.ini", std::string("[alembic]\n\0", 11));
  CHECK(mentions(error_of([] { Config::load({.files = {"nul.ini"}}); }), "NUL"));
  project.write("latin.ini", "[alembic]\n# caf\xE9\n");
  const Error latin = error_of([] { Config::load({.files = {"latin.ini"}}); });
  CHECK(latin.where == "latin.ini:2");
  project.write("large.ini", "");
  std::filesystem::resize_file("large.ini", 100u << 20);
  CHECK(mentions(error_of([] { Config::load({.files = {"large.ini"}}); }), "too large"));
  CHECK(error_of([] { Config::load({.files = {""}}); }).code == ErrorCode::kUsage);
}

TEST_CASE("an unreadable ini file is an error", "[base]") {
  const Project project;
  project.write("alembic.ini", "[alembic]\n");
  ::chmod("alembic.ini", 0);
  if (::access("alembic.ini", R_OK) == 0) return;  // root reads everything
  const Error error = error_of([] { Config::load({}); });
  CHECK(error.code == ErrorCode::kConfig);
  CHECK(mentions(error, "Permission denied"));
}

TEST_CASE("booleans have Python's words", "[base]") {
  const Project project;
  const Config config = project.load("[alembic]\na = TRUE\nb = off\nc = maybe\nd =\n");
  CHECK(config.get_bool("a", false));
  CHECK_FALSE(config.get_bool("b", true));
  CHECK(config.get_bool("d", true));
  CHECK(config.get_bool("none", true));
  const Error error = error_of([&] { config.get_bool("c", true); });
  CHECK(mentions(error, "maybe"));
  CHECK(error.where == "alembic.ini:4");
}

TEST_CASE("the URL comes from --url, env.lua, the environment, the ini, in this order", "[base]") {
  Project project;
  project.write("alembic.ini", "[alembic]\nsqlalchemy.url = sqlite:///ini.db\n[other]\nsqlalchemy.url = sqlite:///other.db\n");
  Config config = Config::load({});
  CHECK(config.url()->text == "sqlite:///ini.db");
  CHECK(config.url()->source == "alembic.ini [alembic]");
  project.environment.set("SQLALCHEMY_DATABASE_URI", "sqlite:///uri.db");
  CHECK(config.url()->text == "sqlite:///uri.db");
  project.environment.set("DATABASE_URL", "sqlite:///50%.db");
  CHECK(config.url()->text == "sqlite:///50%.db");
  CHECK(config.url()->source == "DATABASE_URL");
  config.set("alembic", "sqlalchemy.url", "sqlite:///set%%.db");
  CHECK(config.url()->text == "sqlite:///set%.db");
  Config argument = Config::load({.url = "sqlite:///arg.db"});
  argument.set("alembic", "sqlalchemy.url", "sqlite:///set.db");
  CHECK(argument.url()->text == "sqlite:///arg.db");
  CHECK(argument.url()->source == "--url");
}

TEST_CASE("the main section's sqlalchemy.url is the URL found, other sections keep theirs", "[base]") {
  Project project;
  const Config config = project.load("[alembic]\nx = 1\n[other]\nsqlalchemy.url = sqlite:///other.db\n");
  CHECK_FALSE(config.url().has_value());
  project.environment.set("DATABASE_URL", "sqlite:///env.db");
  CHECK(config.get("SQLAlchemy.url") == "sqlite:///env.db");
  CHECK(config.get_in("alembic", "sqlalchemy.url") == "sqlite:///env.db");
  CHECK(config.get_in("other", "sqlalchemy.url") == "sqlite:///other.db");
  const auto items = config.items("alembic");
  CHECK(std::count(items.begin(), items.end(), std::pair<std::string, std::string>("sqlalchemy.url", "sqlite:///env.db")) == 1);
}

TEST_CASE("lists are split as path_separator says", "[base]") {
  const Project project;
  const auto list = [&](const std::string& separator, const std::string& value) {
    return project.load("[alembic]\n" + separator + "version_locations = " + value + "\n").list("version_locations");
  };
  CHECK(list("path_separator = os\n", "a:b c") == Strings{"a", "b c"});
  CHECK(list("path_separator = ;\n", "a ; b;") == Strings{"a", "b"});
  CHECK(list("path_separator = space\n", "a  b") == Strings{"a", "b"});
  CHECK(list("path_separator = newline\n", "\n  a b\n  c") == Strings{"a b", "c"});
  CHECK(list("version_path_separator = :\n", "a:b") == Strings{"a", "b"});
  CHECK(list("", "a, b c") == Strings{"a", "b", "c"});
  CHECK(list("", "a:b") == Strings{"a:b"});
  const Error error = error_of([&] { list("path_separator = |\n", "a"); });
  CHECK(message(error) == "'|' is not a valid value for path_separator; expected 'space', 'newline', 'os', ':', ';'");
  const Config legacy = project.load("[alembic]\nprepend_sys_path = a:b c\nversion_path_separator = ;\n");
  CHECK(legacy.list("prepend_sys_path") == Strings{"a", "b", "c"});
  CHECK(legacy.list("none").empty());
}

TEST_CASE("logging sections set the levels of our loggers", "[base]") {
  const Project project;
  project
      .load(
          "[loggers]\nkeys = root,sqlalchemy,alembic\n[logger_alembic]\nlevel = ERROR\nqualname = alembic\n"
          "[logger_sqlalchemy]\nlevel = INFO\nqualname = sqlalchemy.engine\n[logger_root]\nlevel = WARNING\n"
          "[logger_unlisted]\nlevel = nonsense\n")
      .apply_logging();
  CHECK_FALSE(log::enabled("runner.migration", log::Level::kInfo));
  CHECK(log::enabled("sql", log::Level::kInfo));
  CHECK_FALSE(log::enabled("other", log::Level::kInfo));
  project.load("[logger_x]\nlevel = DEBUG\nqualname = alembic.runtime.migration\n").apply_logging();
  CHECK(log::enabled("runner.migration", log::Level::kDebug));
  CHECK_FALSE(log::enabled("runner.script", log::Level::kInfo));
  const Error error = error_of([&] { project.load("[logger_root]\nlevel = LOUD\n").apply_logging(); });
  CHECK(error.where == "alembic.ini:2");
  log::set_level("", log::Level::kWarn);
  log::set_level("runner", log::Level::kInfo);
}

TEST_CASE(".env beside the ini fills what the environment lacks", "[base]") {
  Project project;
  for (const char* name : {"RUNNER_TEST_A", "RUNNER_TEST_B"}) project.environment.set(name, std::nullopt);
  project.environment.set("RUNNER_TEST_B", "real");
  project.write("sub/alembic.ini", "[alembic]\nk = %(RUNNER_TEST_A)s\n");
  project.write("sub/.env", "RUNNER_TEST_A=dot\nRUNNER_TEST_B=dot\n");
  project.write(".env", "RUNNER_TEST_A=wrong\n");
  CHECK(Config::load({.files = {"sub/alembic.ini"}}).get("k") == "dot");
  CHECK(std::string(::getenv("RUNNER_TEST_B")) == "real");
}

TEST_CASE("--no-dotenv leaves .env alone, and a folder of that name is none", "[base]") {
  Project project;
  project.environment.set("RUNNER_TEST_A", std::nullopt);
  project.write(".env", "RUNNER_TEST_A=dot\n");
  Config::load({.dotenv = false});
  CHECK(::getenv("RUNNER_TEST_A") == nullptr);
  std::filesystem::remove(".env");
  std::filesystem::create_directory(".env");
  CHECK_NOTHROW(Config::load({}));
}

TEST_CASE("a .env file has the usual dialect", "[base]") {
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  CHECK(parse_dotenv("# c\n\nA=1\nexport B = \"two words\"  # c\nC='a\"b\\n'\nEMPTY=\nD=x#y # z\r\nE=\"l1\nl2\\n\\$\"\nF=last",
                     ".env") ==
        Pairs{{"A", "1"}, {"B", "two words"}, {"C", "a\"b\\n"}, {"EMPTY", ""}, {"D", "x#y"}, {"E", "l1\nl2\n$"}, {"F", "last"}});
}

TEST_CASE("a bad line of .env is an error with its line and without its content", "[base]") {
  const auto fault = [](std::string_view text) { return error_of([&] { parse_dotenv(text, ".env"); }); };
  CHECK(fault("A=1\nDATABASE_URL postgresql://u:tiger@h\n").where == ".env:2");
  CHECK(fault("A=\"x\ny\"\nB='tiger\n").where == ".env:3");
  CHECK(fault("A='x' tiger\n").where == ".env:1");
  CHECK(fault("ti ger=1\n").where == ".env:1");
  for (const char* text : {"DATABASE_URL u:tiger@h\n", "B='tiger\n", "A='x' tiger\n"}) {
    CHECK(all_text(fault(text)).find("tiger") == std::string::npos);
  }
  CHECK(fault(std::string_view("A=\0", 3)).code == ErrorCode::kConfig);
}

TEST_CASE("random text never crashes the .env reader", "[base]") {
  std::mt19937 random(11);
  const std::string alphabet = "AB=\"'\\\n\r #exportn$\t";
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (unsigned n = random() % 30; n > 0; --n)
      text += random() % 16 ? alphabet[random() % alphabet.size()] : static_cast<char>(random());
    try {
      parse_dotenv(text, ".env");
    } catch (const Error& error) {
      CHECK(error.code == ErrorCode::kConfig);
    }
  }
}
