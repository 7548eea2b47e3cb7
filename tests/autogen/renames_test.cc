#include "autogen/renames.h"

#include <catch2/catch.hpp>

#include "autogen/autogen_support.h"

using namespace runner;
using namespace runner::test;

namespace {

schema::Schema database(std::vector<schema::Table> tables) {
  schema::Schema made;
  for (auto& one : tables) {
    schema::Table shown = schema::normalized(std::move(one));
    const auto key = schema::key_of(shown.schema, shown.name);
    made.tables.emplace(key, std::move(shown));
  }
  return made;
}

Lines renames(const std::vector<schema::Table>& wanted, schema::Schema& have, const autogen::AskRename& ask = {}) {
  const Compared postgresql("postgresql");
  Lines lines;
  for (const auto& difference : autogen::find_renames(wanted, have, {""}, *postgresql.comparer, ask)) {
    const auto script = autogen::make_script({difference}, *postgresql.comparer, false);
    for (const auto& line : autogen::describe(script.upgrade, *postgresql.dialect)) lines.push_back(line.text);
  }
  return lines;
}

schema::Column called_before(schema::Column made, std::string before) {
  made.renamed_from = std::move(before);
  return made;
}

}  // namespace

TEST_CASE("what the model says was renamed is compared under its new name") {
  auto wanted = table("firm", {key_column("id"), called_before(column("title", string_type(20)), "name")});
  wanted.renamed_from = "org";
  auto have = database({table("org", {key_column("id"), column("name", string_type(20))}, {}, {index("ix", {"name"})}),
                        table("t", {key_column("id"), column("org_id")}, {foreign("fk", {"org_id"}, "org", {"id"})})});
  CHECK(renames({schema::normalized(wanted)}, have) == Lines{"rename table org to firm", "rename column firm.name to title"});
  REQUIRE(have.find(std::nullopt, "firm"));
  CHECK(have.find(std::nullopt, "firm")->indexes[0].columns[0].name == "title");
  CHECK(only<schema::ForeignKeyConstraint>(have.find(std::nullopt, "t")->constraints).at(0).table == "firm");
}

TEST_CASE("a renamed_from that is done, or was never true, says nothing") {
  auto wanted = table("t", {key_column("id"), called_before(column("b"), "a"), column("c")});
  auto done = database({table("t", {key_column("id"), column("b"), column("c")})});
  CHECK(renames({wanted}, done).empty());
  auto other = database({table("t", {key_column("id"), column("c")})});
  CHECK(renames({wanted}, other).empty());
  auto kept = database({table("t", {key_column("id"), column("c")})});
  CHECK(renames({table("t", {key_column("id"), called_before(column("d"), "c"), column("c")})}, kept).empty());
}

TEST_CASE("only what looks alike is asked about, and a no leaves it alone") {
  const auto wanted = table("t", {key_column("id"), column("n"), column("title", string_type(20))});
  std::vector<std::string> asked;
  const auto ask = [&](bool answer) {
    return [&asked, answer](const autogen::RenameQuestion& question) {
      asked.push_back(question.table + "." + question.before + " " + question.after);
      return answer;
    };
  };
  auto have = database({table("t", {key_column("id"), column("name", string_type(20)), column("old", string_type(9))})});
  CHECK(renames({wanted}, have, ask(false)).empty());
  CHECK(asked == Lines{"t.name title"});
  CHECK(renames({wanted}, have, ask(true)) == Lines{"rename column t.name to title"});
  CHECK(renames({wanted}, have).empty());
}
