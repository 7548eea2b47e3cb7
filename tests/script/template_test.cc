#include "script/template.h"

#include <catch2/catch.hpp>
#include <cctype>
#include <random>

#include "script/revision_file.h"
#include "support/environment.h"
#include "support/error_of.h"

using namespace runner;
using namespace runner::script;
using test::error_of;

namespace {

std::string render(std::string_view text, const std::vector<std::pair<std::string, std::string>>& variables) {
  return render_template(text, "script.lua.tmpl", variables);
}

std::string name(std::string_view pattern, const std::string& message = "add table", const std::string& timezone = "UTC") {
  return file_name(pattern, "ae10", message, 40, 1700000000, timezone);
}

/// The text with every digit as 9: the shape of a date.
std::string shape(std::string text) {
  for (char& c : text)
    if (std::isdigit(static_cast<unsigned char>(c))) c = '9';
  return text;
}

}  // namespace

TEST_CASE("identifiers become Lua literals in code and text elsewhere", "[script]") {
  const std::vector<std::pair<std::string, std::string>> values = {{"up_revision", "a"},
                                                                   {"down_revision", "b\nc"},
                                                                   {"branch_labels", ""},
                                                                   {"depends_on", "d\"e"}};
  CHECK(render("revision = ${up_revision}\n", values) == "revision = \"a\"\n");
  CHECK(render("down = ${ down_revision }\n", values) == "down = { \"b\", \"c\" }\n");
  CHECK(render("labels = ${branch_labels}\n", values) == "labels = nil\n");
  CHECK(render("deps = ${depends_on}\n", values) == "deps = \"d\\\"e\"\n");
  CHECK(render("-- Revises: ${down_revision}\nx = ${up_revision}\n", values) == "-- Revises: b, c\nx = \"a\"\n");
  CHECK(render("-- Labels: ${branch_labels}\n", values) == "-- Labels:\n");
  CHECK(render("x = \"${up_revision}\" y = '--${up_revision}' z = ${up_revision}", values) == "x = \"a\" y = '--a' z = \"a\"");
  CHECK(render("--[[ ${up_revision} ]] x = ${up_revision}", values) == "--[[ a ]] x = \"a\"");
}

TEST_CASE("other variables are pasted as they are", "[script]") {
  CHECK(render("function upgrade()\n${upgrades}\nend\n", {{"upgrades", "  op.a()\n  op.b(\"${x}\")"}}) ==
        "function upgrade()\n  op.a()\n  op.b(\"${x}\")\nend\n");
  CHECK(render("${a}${a}", {{"a", "1"}, {"a", "2"}}) == "22");
  CHECK(render("price: $${a} $a {a}", {{"a", "1"}}) == "price: ${a} $a {a}");
}

TEST_CASE("a message of any kind stays a comment", "[script]") {
  CHECK(render("  -- ${message}\nx", {{"message", "one\r\ntwo\rthree"}}) == "  -- one\n  -- two\n  -- three\nx");
  CHECK(render("--${message}\n", {{"message", "[[ open"}}) == "-- [[ open\n");
  CHECK(render("--[[ ${message} ]]", {{"message", "a ]] os.exit()"}}) == "--[[ a ] ] os.exit() ]]");
  CHECK(render("--[=[ ${message} ]=]", {{"message", "a ]=] b"}}) == "--[=[ a ]= ] b ]=]");
  CHECK(render("doc = \"${message}\"", {{"message", "say \"hi\"\n\\"}}) == "doc = \"say \\\"hi\\\"\\n\\\\\"");
  CHECK(render("doc = '${message}'", {{"message", "it's"}}) == "doc = 'it\\'s'");
}

TEST_CASE("a fault of the template names the variable and the line", "[script]") {
  const Error unknown = error_of([] { render("a\nb ${mesage}\n", {{"message", ""}}); });
  CHECK(unknown.code == ErrorCode::kConfig);
  CHECK(std::string(unknown.what()).find("${mesage}") != std::string::npos);
  CHECK(unknown.hint == "did you mean '${message}'?");
  CHECK(unknown.where == "script.lua.tmpl:2");
  CHECK(error_of([] { render("${a\n}", {{"a", ""}}); }).where == "script.lua.tmpl:1");
  CHECK(error_of([] { render("${", {}); }).where == "script.lua.tmpl:1");
}

TEST_CASE("whatever the message, the built-in template gives a header that reads back", "[script]") {
  std::mt19937 random(3);
  const std::string alphabet = "ab \n\r\"'\\[]-=$({})\t";
  for (int i = 0; i < 2000; ++i) {
    std::string message;
    for (unsigned n = random() % 20; n > 0; --n) message += alphabet[random() % alphabet.size()];
    INFO(message);
    const std::string text = render(builtin_script_template(), {{"message", message},
                                                                {"up_revision", "ae10"},
                                                                {"down_revision", i % 2 ? "b" : "b\nc"},
                                                                {"create_date", "2024"},
                                                                {"branch_labels", ""},
                                                                {"depends_on", "x"},
                                                                {"imports", ""},
                                                                {"upgrades", ""},
                                                                {"downgrades", ""}});
    const Header header = read_header(text, "x");
    REQUIRE(header.plain);
    CHECK(header.revision.id == "ae10");
    CHECK(header.revision.down.size() == (i % 2 ? 1 : 2));
    CHECK(header.revision.labels.empty());
    CHECK(header.revision.depends_on == std::vector<std::string>{"x"});
    CHECK(header.revision.doc.find("Revision ID: ae10") != std::string::npos);
  }
}

TEST_CASE("a part of the template is written for each database", "[script]") {
  const std::vector<std::pair<std::string, std::string>> variables = {{"databases", "one\ntwo"},
                                                                      {"message", "m"},
                                                                      {"upgrades", "all"},
                                                                      {"two_upgrades", "  x()"}};
  const std::string text =
      "-- ${message}\n-- ${for database}\nfunction upgrade_${database}()\n${upgrades}\nend\n-- ${end}\n-- ${upgrades}\n";
  CHECK(render_template(text, "t", variables) ==
        "-- m\nfunction upgrade_one()\n\nend\nfunction upgrade_two()\n  x()\nend\n-- all\n");
  CHECK(render_template("-- ${for database}\nx\n-- ${end}", "t", {}) == "");
  CHECK_THROWS_WITH(render_template("a\n-- ${for database}\nx\n", "t", variables), Catch::Contains("has no '${end}'"));
  const auto where_of = [&](const std::string& bad) {
    try {
      render_template(bad, "t", variables);
    } catch (const Error& error) {
      return error.where;
    }
    return std::string();
  };
  CHECK(where_of("a\n-- ${for database}\nx\n${nosuch}\n-- ${end}\n") == "t:4");
  CHECK(where_of("a\n-- ${for database}\nx\n-- ${end}\n${nosuch}\n") == "t:5");
}

TEST_CASE("slugs are the words of the message", "[script]") {
  CHECK(slug("Add  Na\xC3\xAFve caf\xC3\xA9's table/view (2nd)", 100) == "add_na\xC3\xAFve_caf\xC3\xA9_s_table_view_2nd");
  CHECK(slug("UPPER Case_under-dash", 40) == "upper_case_under_dash");
  CHECK(slug("\xC3\x84RGER \xD0\x96", 40) == "\xC3\xA4rger_\xD0\xB6");
  CHECK(slug("...", 40).empty());
  CHECK(slug("", 40).empty());
  CHECK(slug("a\xFF"
             "b",
             40) == "a_b");
}

TEST_CASE("long slugs end at a word", "[script]") {
  CHECK(slug("a message that is much longer than forty characters and goes on", 40) == "a_message_that_is_much_longer_than_");
  CHECK(slug("oneveryveryverylongwordwithoutanyspaceinsideofit", 40) == "oneveryveryverylongwordwithoutanyspacein_");
  CHECK(slug("exactly forty characters are in this one", 40) == "exactly_forty_characters_are_in_this_one");
  CHECK(slug("\xC3\xA4\xC3\xA4\xC3\xA4 b", 3) == "\xC3\xA4\xC3\xA4\xC3\xA4_");
}

TEST_CASE("file names follow file_template", "[script]") {
  CHECK(name("%(rev)s_%(slug)s") == "ae10_add_table.lua");
  CHECK(name("%(rev)s_%(slug)s", "") == "ae10_.lua");
  CHECK(name("%(year)d_%(month).2d_%(day).2d_%(hour).2d%(minute).2d%(second).2d-%(rev)s") == "2023_11_14_221320-ae10.lua");
  CHECK(name("%(epoch)s_%(month)04d|%(day)5d|%(rev)-6s|%(slug).3s%%") == "1700000000_0011|   14|ae10  |add%.lua");
  CHECK(name("sub/deep/%(rev)s") == "sub/deep/ae10.lua");
}

TEST_CASE("a file_template that cannot work is an error", "[script]") {
  CHECK(std::string(error_of([] { name("%(rev)s_%(nosuch)s"); }).what()).find("nosuch") != std::string::npos);
  CHECK(error_of([] { name("%(slgu)s"); }).hint == "did you mean 'slug'?");
  for (const char* bad :
       {"%(rev)d", "%(rev)x", "%(rev)", "%(rev", "%", "%d", "../%(rev)s", "/%(rev)s", "a/../../b", "", "a/", "%(year)999d"}) {
    INFO(bad);
    CHECK(error_of([&] { name(bad); }).code == ErrorCode::kConfig);
  }
}

TEST_CASE("dates are local, or in the time zone that is configured", "[script]") {
  CHECK(shape(create_date("")) == "9999-99-99 99:99:99.999999");
  const std::string utc = create_date("utc"), kolkata = create_date("Asia/Kolkata");
  CHECK(shape(utc) == "9999-99-99 99:99:99.999999+99:99");
  CHECK(utc.substr(26) == "+00:00");
  CHECK(kolkata.substr(26) == "+05:30");
  CHECK(name("%(hour)d:%(minute)d", "", "Asia/Kolkata") == "3:43.lua");
}

TEST_CASE("an unknown time zone is an error, and the process keeps its own", "[script]") {
  test::Environment environment;
  environment.set("TZ", "UTC-3");
  for (const char* zone : {"Mars/Olympus", "../../../etc/passwd", "/etc/localtime", "Europe"}) {
    const Error error = error_of([&] { create_date(zone); });
    CHECK(error.code == ErrorCode::kConfig);
    CHECK(std::string(error.what()) == "Can't locate timezone: " + std::string(zone));
  }
  create_date("Asia/Kolkata");
  CHECK(std::string(::getenv("TZ")) == "UTC-3");
  CHECK(name("%(hour)d", "", "") == "1.lua");
}
