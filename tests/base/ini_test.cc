#include "base/ini.h"

#include <catch2/catch.hpp>
#include <random>

#include "support/environment.h"
#include "support/error_of.h"

using namespace runner;
using test::all_text;
using test::error_of;

namespace {

Ini parse(std::string_view text) {
  return Ini::parse(text, "alembic.ini");
}
std::string where(std::string_view text) {
  return error_of([&] { parse(text); }).where;
}

}  // namespace

TEST_CASE("keys are found whatever their case, with both signs", "[base]") {
  const Ini ini = parse("[alembic]\nScript_Location = a/b\nother: c = d\nempty =\n");
  CHECK(ini.get("alembic", "script_location") == "a/b");
  CHECK(ini.get("alembic", "SCRIPT_LOCATION") == "a/b");
  CHECK(ini.get("alembic", "other") == "c = d");
  CHECK(ini.get("alembic", "empty") == "");
  CHECK_FALSE(ini.get("alembic", "none").has_value());
  CHECK_FALSE(ini.get("Alembic", "other").has_value());
  CHECK(ini.line_of("alembic", "other") == 3);
}

TEST_CASE("comments stand at the beginning of a line only", "[base]") {
  const Ini ini = parse("# one\n; two\n[s]\n  # three\nk = v # not a comment ; neither\n");
  CHECK(ini.get("s", "k") == "v # not a comment ; neither");
}

TEST_CASE("indented lines go on with the value", "[base]") {
  const Ini ini = parse("[s]\nk =\n    one\n    # a comment between\n\n    two\n\nnext = 1\n");
  CHECK(ini.get("s", "k") == "\none\n\ntwo");
  CHECK(ini.get("s", "next") == "1");
}

TEST_CASE("an indented first key is no continuation", "[base]") {
  const Ini ini = parse("[s]\n  a = 1\n  b = 2\n    more\n");
  CHECK(ini.get("s", "a") == "1");
  CHECK(ini.get("s", "b") == "2\nmore");
}

TEST_CASE("Windows line ends and a byte-order mark are fine", "[base]") {
  const Ini ini = parse("\xEF\xBB\xBF[s]\r\nk = v\r\n");
  CHECK(ini.get("s", "k") == "v");
}

TEST_CASE("[DEFAULT] is seen from every section, and is none itself", "[base]") {
  const Ini ini = parse("[DEFAULT]\na = 1\nb = 2\n[s]\nb = 3\n[DEFAULT]\nc = 4\n");
  CHECK(ini.sections() == std::vector<std::string>{"s"});
  CHECK(ini.get("s", "a") == "1");
  CHECK(ini.get("s", "b") == "3");
  CHECK(ini.get("s", "c") == "4");
  using Items = std::vector<std::pair<std::string, std::string>>;
  CHECK(ini.items("s") == Items{{"b", "3"}, {"a", "1"}, {"c", "4"}});
  CHECK(ini.items("none").empty());
}

TEST_CASE("values take other values in", "[base]") {
  Ini ini = parse("[DEFAULT]\nroot = /r\n[s]\na = %(ROOT)s/%(b)s/%(here)s\nb = 50%%\n");
  ini.set_variable("here", "/x%y");
  CHECK(ini.get("s", "a") == "/r/50%//x%y");
  CHECK(ini.get("s", "here") == "/x%y");
}

TEST_CASE("a name that is no key is taken from the environment", "[base]") {
  test::Environment environment;
  environment.set("RUNNER_TEST_DB", "50%(b)s");
  const Ini ini = parse("[s]\na = %(RUNNER_TEST_DB)s.db\nb = %(runner_test_db)s\n");
  CHECK(ini.get("s", "a") == "50%(b)s.db");
  CHECK_THROWS_AS(ini.get("s", "b"), Error);
}

TEST_CASE("what cannot be taken in is an error with the line, and only when the value is read", "[base]") {
  const Ini ini = parse(
      "[s]\nlone = a%b\nunknown = %(scriptlocation)s\nscript_location = x\nloop = %(loop2)s\nloop2 = %(loop)s\n"
      "open = %(x\nnothing = %()s\ntype = %(script_location)d\n");
  CHECK(ini.get("s", "script_location") == "x");
  for (const auto& [key, line] : {std::pair("lone", 2), {"unknown", 3}, {"loop", 5}, {"open", 7}, {"nothing", 8}, {"type", 9}}) {
    INFO(key);
    const Error error = error_of([&, name = key] { ini.get("s", name); });
    CHECK(error.code == ErrorCode::kConfig);
    if (std::string(key) != "loop") CHECK(error.where == "alembic.ini:" + std::to_string(line));
    CHECK(std::string(error.what()).find(key) != std::string::npos);
  }
  CHECK(error_of([&] { ini.get("s", "unknown"); }).hint == "did you mean '%(script_location)s'?");
}

TEST_CASE("values that grow without end are refused at once", "[base]") {
  std::string text = "[s]\nx0 =\n";
  for (int i = 1; i < 9; ++i) {
    text += "x" + std::to_string(i) + " = ";
    for (int n = 0; n < 100; ++n) text += "%(x" + std::to_string(i - 1) + ")s";
    text += "\n";
  }
  const Ini ini = parse(text);
  CHECK(std::string(error_of([&] { ini.get("s", "x8"); }).what()).find("grows") != std::string::npos);
}

TEST_CASE("faults of the text are errors with their line", "[base]") {
  CHECK(where("[s]\na = 1\nthis is no setting\n") == "alembic.ini:3");
  CHECK(where("\n\na = 1\n") == "alembic.ini:3");
  CHECK(where("[s]\na = 1\nA = 2\n") == "alembic.ini:3");
  CHECK(where("[s]\n[t]\n[s]\n") == "alembic.ini:3");
  CHECK(where("[s]\n[]\n") == "alembic.ini:2");
  CHECK(where("[s]\n= x\n") == "alembic.ini:2");
  CHECK(where("[DEFAULT]\na = 1\n[DEFAULT]\na = 2\n") == "alembic.ini:4");
  CHECK(where(std::string_view("[s]\na = \0\n", 10)) == "alembic.ini:2");
  CHECK(where("[s]\na = 1\nb = \xE9t\xE9\n") == "alembic.ini:3");
}

TEST_CASE("no error shows a value, as it may hold a password", "[base]") {
  const std::string url = "sqlalchemy.url = postgresql://u:tig%er@h/d\n";
  const Ini ini = parse("[s]\n" + url);
  CHECK(all_text(error_of([&] { ini.get("s", "sqlalchemy.url"); })).find("tig") == std::string::npos);
  CHECK(all_text(error_of([&] { parse("[s]\n" + url + url); })).find("tig") == std::string::npos);
  CHECK(all_text(error_of([&] { parse(url); })).find("tig") == std::string::npos);
  CHECK(all_text(error_of([&] { parse("[s]\nurl postgresql//u-tiger@h/d\n"); })).find("tig") == std::string::npos);
  CHECK(all_text(error_of([&] { ini.items("s"); })).find("tig") == std::string::npos);
}

TEST_CASE("set makes sections and replaces values", "[base]") {
  Ini ini = parse("[s]\na = 1\n");
  ini.set("s", "A", "%(b)s%%");
  ini.set("t", "x", "y");
  ini.set("DEFAULT", "b", "2");
  CHECK(ini.get("s", "a") == "2%");
  CHECK(ini.get("t", "x") == "y");
  CHECK(ini.has_section("t"));
}

TEST_CASE("random text never crashes the ini reader", "[base]") {
  std::mt19937 random(7);
  const std::string pieces[] = {"[", "]",     "[s]\n", "a",  "b", " = ", ":",    "\n", "\n  ",
                                "%", "%(a)s", "%(b)s", "%%", "#", ";",   "\r\n", "\t"};
  for (int i = 0; i < 20000; ++i) {
    std::string text = random() % 2 ? "[s]\n" : "";
    for (unsigned n = random() % 30; n > 0; --n) {
      text += random() % 16 ? pieces[random() % std::size(pieces)] : std::string(1, static_cast<char>(random()));
    }
    try {
      const Ini ini = parse(text);
      for (const std::string& section : ini.sections()) ini.items(section);
    } catch (const Error& error) {
      CHECK(error.code == ErrorCode::kConfig);
    }
  }
}
