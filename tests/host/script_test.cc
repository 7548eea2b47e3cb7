#include "host/module.h"
#include "host/support.h"

using namespace runner;
using namespace runner::host;
using runner::host::test::error_of;
using runner::host::test::what;

namespace {

const std::string kPath = "versions/ae10_create_account.lua";

Script load(State& state, const std::string& text, const std::string& path = kPath) {
  return load_script(state, path, text);
}

Error refusal(const std::string& text, const std::string& path = kPath) {
  State state(Limits{}, {});
  return error_of([&] { load(state, text, path); });
}

}  // namespace

TEST_CASE("a script's identifiers are read from its globals", "[host]") {
  State state(Limits{}, {});
  Script script = load(state, R"(
revision = "ae" .. 10
down_revision = { "b1", "a1" }
branch_labels = "billing"
depends_on = nil
function upgrade() return "up" end)");
  CHECK(script.header.id == "ae10");
  CHECK(script.header.down == std::vector<std::string>{"b1", "a1"});
  CHECK(script.header.labels == std::vector<std::string>{"billing"});
  CHECK(script.header.depends_on.empty());
  CHECK(script.header.path == kPath);
  CHECK(script.header.line == 2);
  CHECK(script.transactional);
  CHECK_FALSE(script.irreversible);
  CHECK(state.call(script.function("upgrade")).at(0).string() == "up");
  CHECK(script.function("downgrade").is_nil());
}

TEST_CASE("the optional globals of a script", "[host]") {
  State state(Limits{}, {});
  Script script = load(state, "revision = 'a'\ntransactional = false\nirreversible = 'the data is gone'");
  CHECK_FALSE(script.transactional);
  CHECK(script.irreversible == "the data is gone");
}

TEST_CASE("Windows line ends, a byte order mark and a shebang are no obstacle", "[host]") {
  State state(Limits{}, {});
  CHECK(load(state, "revision = 'a'\r\ndown_revision = nil\r\n\r\nfunction upgrade()\r\nend\r\n").header.id == "a");
  CHECK(load(state, "\xEF\xBB\xBFrevision = 'b'").header.id == "b");
  CHECK(load(state, "#!/usr/bin/env runner\nrevision = 'c'").header.id == "c");
}

TEST_CASE("a missing revision names the file", "[host]") {
  Error e = refusal("down_revision = nil");
  CHECK(e.code == ErrorCode::kScript);
  CHECK(
      what(e) ==
      "Could not determine revision id from filename ae10_create_account.lua. Be sure the 'revision' variable is declared inside "
      "the script.");
  CHECK(e.where == kPath);
}

TEST_CASE("a file called by hex digits alone is its own id", "[host]") {
  State state(Limits{}, {});
  CHECK(load(state, "down_revision = nil", "versions/1975ea83b712.lua").header.id == "1975ea83b712");
}

TEST_CASE("local identifiers are the classic slip", "[host]") {
  Error e = refusal("-- x\nlocal revision = 'a'");
  CHECK(what(e) == "'local revision' hides the revision of this script: it has to be a global");
  CHECK(e.where == kPath + ":2");
  CHECK(e.hint == "write 'revision = ...' without 'local'");
  CHECK(refusal("revision = 'a'\nlocal down_revision = 'b'").where == kPath + ":2");
  CHECK(refusal("revision = 'a'\nlocal transactional = false").where == kPath + ":2");
  State state(Limits{}, {});
  CHECK(load(state, "revision = 'a'\nfunction upgrade()\n  local depends_on = 1\nend").header.id == "a");
}

TEST_CASE("identifiers of a wrong type are refused at their line", "[host]") {
  auto check = [](const std::string& text, const std::string& part) {
    Error e = refusal("revision = 'a'\n" + text);
    CAPTURE(text);
    CHECK(e.code == ErrorCode::kScript);
    CHECK(what(e).find(part) != std::string::npos);
    CHECK(e.where == kPath + ":2");
  };
  check("down_revision = { 'aa', nil, 'bb' }", "list with a hole at position 2");
  check("down_revision = false", "it is a boolean");
  check("down_revision = ''", "down_revision holds an empty string");
  check("branch_labels = true", "branch_labels must be a string, a list of strings without holes, or nil");
  check("depends_on = { 1, 2 }", "list with a number at position 1");
  check("depends_on = { id = 'x' }", "table with named keys");
  check("irreversible = true", "irreversible must be the reason, a string");
  check("irreversible = ''", "it is empty");
  check("transactional = 'no'", "transactional must be true or false, not a string");
  check("upgrade = 5", "upgrade must be a function, not a number");
  CHECK(refusal("revision = 5").where == kPath + ":1");
  CHECK(what(refusal("revision = ''")) == "revision is empty: it must be the script's id");
}

TEST_CASE("irreversible and downgrade exclude each other", "[host]") {
  Error e = refusal("revision = 'a'\nirreversible = 'no'\nfunction downgrade() end");
  CHECK(what(e).find("both 'irreversible' and downgrade()") != std::string::npos);
  CHECK(e.where == kPath + ":2");
  CHECK(what(refusal("revision = 'a'\nirreversible = 'no'\nfunction downgrade_engine1() end")).find("downgrade_engine1()") !=
        std::string::npos);
}

TEST_CASE("syntax and runtime errors of a script have their line", "[host]") {
  Error syntax = refusal("revision = 'a'\nfunction upgrade()\n  local x = = 1\nend");
  CHECK(syntax.code == ErrorCode::kScript);
  CHECK(syntax.where == kPath + ":3");
  CHECK(what(syntax) == "unexpected symbol near '='");
  Error runtime = refusal("revision = 'a'\nlocal t = x.y");
  CHECK(runtime.where == kPath + ":2");
  CHECK(what(runtime) == "attempt to index global 'x' (a nil value)");
}

TEST_CASE("a loaded script is compared with its header", "[host]") {
  State state(Limits{}, {});
  graph::Revision header;
  header.id = "a";
  const auto agrees = [&](const std::string& text) { return load_script(state, kPath, text, {}, &header).header.id == "a"; };
  const auto differing = [&](const std::string& text) { return what(error_of([&] { agrees(text); })); };
  const std::string else_than = " to something else than its header says";

  CHECK(agrees("revision = 'a'"));
  CHECK(differing("revision = 'b'") == "the script sets revision" + else_than);
  CHECK(differing("revision = 'a'\ndown_revision = 'b'\ndepends_on = 'c'") ==
        "the script sets down_revision, depends_on" + else_than);
  CHECK_THAT(differing("revision = 'a'\nlocal depends_on = 'b'"), Catch::Contains("local depends_on"));
  header.down = {"b", "c"};
  header.labels = {"x"};
  CHECK(agrees("revision = 'a'\ndown_revision = { 'b', 'c' }\nbranch_labels = 'x'"));
  CHECK(differing("revision = 'a'\ndown_revision = { 'c', 'b' }") == "the script sets down_revision, branch_labels" + else_than);
  CHECK(differing("revision = 'a'\ndown_revision = { 'b', 'c' }\nbranch_labels = { 'x', 'y' }") ==
        "the script sets branch_labels" + else_than);
  CHECK(differing("revision = 'a'\ndown_revision = 7") ==
        "down_revision must be a string, a list of strings without holes, or nil; it is a number");
}
