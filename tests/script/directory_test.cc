#include "script/directory.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "base/path.h"
#include "base/text.h"
#include "support/environment.h"
#include "support/error_of.h"
#include "support/temporary_directory.h"

using namespace runner;
using namespace runner::script;
using test::all_text;
using test::error_of;
using Strings = std::vector<std::string>;

namespace {

struct Project {
  test::TemporaryDirectory folder;
  test::WorkingDirectory here{folder.path()};
  test::Environment environment;
  std::string settings;
  Config config;

  Project() {
    environment.set("ALEMBIC_CONFIG", std::nullopt);
    std::filesystem::create_directories("migrations/versions");
  }
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(path::absolute(path::parent(name)));
    text::write_file(name, text);
  }
  void revision(const std::string& file, const std::string& id, const std::string& down = "") const {
    write(file, "-- " + id + "\nrevision = '" + id + "'\ndown_revision = " + (down.empty() ? "nil" : "'" + down + "'") + "\n");
  }
  Directory open() {
    write("alembic.ini", "[alembic]\nscript_location = migrations\n" + settings);
    config = Config::load({});
    return Directory::open(config);
  }
  Strings ids() {
    Strings result;
    const graph::RevisionGraph graph = open().read([](const std::string& path, const std::string&) -> graph::Revision {
      throw Error(ErrorCode::kScript, "loaded " + path);
    });
    for (std::size_t n = 0; n < graph.size(); ++n) result.push_back(graph.at(static_cast<graph::Node>(n)).id);
    return result;
  }
};

}  // namespace

TEST_CASE("scripts are read in the order of their names", "[script]") {
  Project project;
  project.revision("migrations/versions/b.lua", "b1", "a1");
  project.revision("migrations/versions/a.lua", "a1");
  project.revision("migrations/versions/B.lua", "B1");
  for (const char* other : {".hidden.lua", ".#a.lua", "a.lua~", "a.luac", "notes.txt", "lua"}) {
    project.write(std::string("migrations/versions/") + other, "no Lua");
  }
  std::filesystem::create_directory("migrations/versions/folder.lua");
  CHECK(project.ids() == Strings{"B1", "a1", "b1"});
}

TEST_CASE("a revision keeps its absolute path, and messages shorten it", "[script]") {
  Project project;
  project.revision("migrations/versions/a.lua", "a1");
  const graph::RevisionGraph graph = project.open().read(nullptr);
  CHECK(graph.at(0).path == path::current() + "/migrations/versions/a.lua");
  CHECK(graph.at(0).message == "a1");
  CHECK(path::shown(graph.at(0).path) == "migrations/versions/a.lua");
}

TEST_CASE("locations are read in the configured order, missing ones are empty", "[script]") {
  Project project;
  project.settings = "path_separator = space\nversion_locations = z nosuch migrations/versions\n";
  project.revision("z/z.lua", "z1");
  project.revision("migrations/versions/a.lua", "a1");
  CHECK(project.ids() == Strings{"z1", "a1"});
  CHECK(project.open().version_locations().at(1) == path::current() + "/nosuch");
}

TEST_CASE("sub-folders are read when asked for, after the files beside them", "[script]") {
  Project project;
  project.revision("migrations/versions/z.lua", "z1");
  project.revision("migrations/versions/b/x.lua", "x1");
  project.revision("migrations/versions/b/c/y.lua", "y1");
  project.revision("migrations/versions/a/w.lua", "w1");
  project.revision("migrations/versions/.git/v.lua", "v1");
  CHECK(project.ids() == Strings{"z1"});
  project.settings = "recursive_version_locations = true\n";
  CHECK(project.ids() == Strings{"z1", "w1", "x1", "y1"});
}

TEST_CASE("a file met twice is read once", "[script]") {
  Project project;
  project.settings = "path_separator = space\nversion_locations = migrations/versions ./migrations/../migrations/versions link\n";
  project.revision("migrations/versions/a.lua", "a1");
  std::filesystem::create_symlink("migrations/versions", "link");
  CHECK(project.ids() == Strings{"a1"});
}

TEST_CASE("a script that is not plain is loaded, its comments are read as text", "[script]") {
  Project project;
  project.write("migrations/versions/a.lua", "-- the message\nrevision = 'a' .. '1'\n");
  const graph::RevisionGraph graph = project.open().read([](const std::string& path, const std::string& text) {
    CHECK(path == path::current() + "/migrations/versions/a.lua");
    CHECK(text == "-- the message\nrevision = 'a' .. '1'\n");
    graph::Revision revision;
    revision.id = "a1";
    return revision;
  });
  CHECK(graph.at(0).id == "a1");
  CHECK(graph.at(0).message == "the message");
}

TEST_CASE("a script without a revision is named", "[script]") {
  Project project;
  project.write("migrations/versions/a_b.lua", "x = 1\n");
  const Error error = error_of([&] { project.ids(); });
  CHECK(error.code == ErrorCode::kScript);
  CHECK(std::string(error.what()) ==
        "Could not determine revision id from filename a_b.lua. Be sure the 'revision' variable is declared inside the script");
  CHECK(error.where == "migrations/versions/a_b.lua");
  CHECK_FALSE(error.hint.empty());
}

TEST_CASE("a folder without scripts is an empty history", "[script]") {
  Project project;
  CHECK(project.ids().empty());
  std::filesystem::remove("migrations/versions");
  CHECK(project.ids().empty());
}

TEST_CASE("faults of the folder are errors with the path", "[script]") {
  Project project;
  const auto text_of_fault = [&] { return all_text(error_of([&] { project.ids(); })); };
  SECTION("the location does not exist") {
    std::filesystem::remove_all("migrations");
    CHECK(text_of_fault().find("Path doesn't exist: migrations.  Please use the 'init' command") != std::string::npos);
  }
  SECTION("the location is a file") {
    std::filesystem::remove_all("migrations");
    project.write("migrations", "x");
    CHECK(text_of_fault().find("'migrations': Not a directory") != std::string::npos);
  }
  SECTION("versions is a file") {
    std::filesystem::remove("migrations/versions");
    project.write("migrations/versions", "x");
    CHECK(text_of_fault().find("'migrations/versions': Not a directory") != std::string::npos);
  }
  SECTION("a dangling link") {
    std::filesystem::create_symlink("nosuch", "migrations/versions/a.lua");
    CHECK(text_of_fault().find("'migrations/versions/a.lua': No such file") != std::string::npos);
  }
  SECTION("a pipe") {
    REQUIRE(::mkfifo("migrations/versions/a.lua", 0600) == 0);
    CHECK(text_of_fault().find("not a regular file") != std::string::npos);
  }
  SECTION("bytecode") {
    project.write("migrations/versions/a.lua", "\x1bLJ");
    CHECK(text_of_fault().find("bytecode") != std::string::npos);
  }
  SECTION("a file above script_size") {
    project.settings = "script_size = 10\n";
    project.revision("migrations/versions/a.lua", "a1");
    CHECK(text_of_fault().find("script_size") != std::string::npos);
  }
  SECTION("a script_size that is no number") {
    project.settings = "script_size = 8M\n";
    CHECK(text_of_fault().find("'script_size' must be a whole number above 0, not '8M'") != std::string::npos);
  }
  SECTION("no read permission") {
    ::chmod("migrations/versions", 0);
    const bool root = ::access("migrations/versions", R_OK) == 0;
    if (!root) CHECK(text_of_fault().find("'migrations/versions': Permission denied") != std::string::npos);
    ::chmod("migrations/versions", 0700);
  }
}

TEST_CASE("env.lua is found when it is there", "[script]") {
  Project project;
  CHECK(project.open().env_file().empty());
  project.write("migrations/env.lua", "");
  CHECK(project.open().env_file() == path::current() + "/migrations/env.lua");
}

TEST_CASE("a new revision has the layout of the contract and reads back", "[script]") {
  Project project;
  project.settings = "timezone = UTC\n";
  const Directory directory = project.open();
  const std::string path = directory.write({.message = "create account table", .id = "1975ea83b712"});
  CHECK(path == path::current() + "/migrations/versions/1975ea83b712_create_account_table.lua");
  std::string text = text::read_file(path);
  const std::size_t date = text.find("-- Create Date: ") + 16;
  text.replace(date, text.find('\n', date) - date, "DATE");
  CHECK(text == R"(-- create account table
--
-- Revision ID: 1975ea83b712
-- Revises:
-- Create Date: DATE

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "1975ea83b712"
down_revision = nil
branch_labels = nil
depends_on = nil

function upgrade()

end

function downgrade()

end
)");
  directory.write({.id = "ae10", .down = {"1975ea83b712"}, .labels = {"l1", "l2"}, .depends_on = {"1975ea83b712"}});
  const graph::RevisionGraph graph = directory.read(nullptr);
  REQUIRE(graph.size() == 2);
  CHECK(graph.at(1).message == "empty message");
  CHECK(graph.at(1).down == Strings{"1975ea83b712"});
  CHECK(graph.at(1).labels == Strings{"l1", "l2"});
  CHECK(graph.at(1).depends_on == Strings{"1975ea83b712"});
}

TEST_CASE("a project's own template and arguments are used", "[script]") {
  Project project;
  project.write("migrations/script.lua.tmpl",
                "-- ${message} by ${author}\nrevision = ${up_revision}\nfunction upgrade()\n${upgrades}\nend\n");
  const Directory directory = project.open();
  const std::string path =
      directory.write({.message = "m", .id = "a1", .template_args = {{"author", "me"}, {"upgrades", "  op.execute(\"x\")"}}});
  CHECK(text::read_file(path) == "-- m by me\nrevision = \"a1\"\nfunction upgrade()\n  op.execute(\"x\")\nend\n");
  const Error error = error_of([&] { directory.write({.message = "m", .id = "a2"}); });
  CHECK(error.where == "migrations/script.lua.tmpl:1");
  CHECK_FALSE(std::filesystem::exists("migrations/versions/a2_m.lua"));
}

TEST_CASE("file_template, truncate_slug_length and the location decide where a revision is written", "[script]") {
  Project project;
  project.settings = "file_template = sub/deep/%%(rev)s_%%(slug)s\ntruncate_slug_length = 5\n";
  const std::string path = project.open().write({.message = "some words", .id = "a1", .directory = "other"});
  CHECK(path::shown(path) == "other/sub/deep/a1_some_.lua");
}

TEST_CASE("a revision never replaces a file, and bad settings write nothing", "[script]") {
  Project project;
  const NewRevision revision = {.message = "m", .id = "a1"};
  project.open().write(revision);
  CHECK(all_text(error_of([&] { project.open().write(revision); })).find("File exists") != std::string::npos);
  for (const char* setting :
       {"truncate_slug_length = many", "timezone = Mars/Olympus", "file_template = %%(nosuch)s", "output_encoding = latin-1"}) {
    project.settings = std::string(setting) + "\n";
    const std::string key(text::trim(text::split(setting, "=").front()));
    const Error error = error_of([&] { project.open().write({.message = "n", .id = "b1"}); });
    CHECK(error.code == ErrorCode::kConfig);
    CHECK((all_text(error).find(key) != std::string::npos));
  }
  CHECK(project.ids().size() == (project.settings.clear(), 1));
}

TEST_CASE("new revision ids are twelve hex digits, never the same", "[script]") {
  std::set<std::string> ids;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = new_revision_id();
    CHECK(id.size() == 12);
    CHECK(id.find_first_not_of("0123456789abcdef") == std::string::npos);
    ids.insert(id);
  }
  CHECK(ids.size() == 1000);
}
