#include "schema/sql_text.h"

#include <catch2/catch.hpp>

#include "schema/rewrite.h"

using namespace runner::schema;

namespace {

std::string renamed(const std::string& sql) {
  return walk_text(sql, {"t", {}}, renaming({{"b", "c d"}, {"a", "z"}}));
}

}  // namespace

TEST_CASE("tokens cover the text completely", "[schema]") {
  const std::string sql = "SELECT 'it''s', \"a\"\"b\", $x$ ; $x$, E'\\'', 1.5e3 -- end\n/* c */ [x] FROM t -- unterminated";
  std::string joined;
  for (const Token& token : tokenize(sql)) {
    joined += token.text;
  }
  CHECK(joined == sql);
  CHECK(tokenize("'never closed").size() == 1);
  CHECK(significant("a /* b */ c").size() == 2);
}

TEST_CASE("a leading keyword is told by a look, or not at all", "[schema]") {
  CHECK(leading_keyword("\n insert into t") == "INSERT");
  CHECK(leading_keyword("COMMIT") == "COMMIT");
  CHECK(leading_keyword("commit;") == "COMMIT");
  for (const char* sql :
       {"", "  ", "-- c\nCOMMIT", "/* c */ COMMIT", "(SELECT 1)", "\"a\"", "1st", "COMMIT$", "COMMIT\xC3\xA9"}) {
    INFO(sql);
    CHECK(leading_keyword(sql).empty());
  }
}

TEST_CASE("a renamed column is followed where it stands as a column only", "[schema]") {
  CHECK(renamed("b > 0 AND (b < 10 OR bb = 99)") == "\"c d\" > 0 AND (\"c d\" < 10 OR bb = 99)");
  CHECK(renamed("b IN ('b', 'a')") == "\"c d\" IN ('b', 'a')");
  CHECK(renamed("b(a) > 0 -- b stays\n") == "b(z) > 0 -- b stays\n");
  CHECK(renamed("t.b = other.b") == "t.\"c d\" = other.b");
  CHECK(renamed("B = \"B\" AND \"b\" = 1") == "\"c d\" = \"B\" AND \"c d\" = 1");
  CHECK(renamed("x::b = :b AND CAST(x AS b) = 1") == "x::b = :b AND CAST(x AS b) = 1");
  CHECK(renamed("[b] > x[a]") == "\"c d\" > x[z]");
  CHECK(renamed("$$ b $$ || E'\\' b'") == "$$ b $$ || E'\\' b'");
}

TEST_CASE("renames happen at once", "[schema]") {
  CHECK(walk_text("a < b", {"t", {}}, renaming({{"a", "b"}, {"b", "a"}})) == "b < a");
}

TEST_CASE("a keyword is never taken for a column of that name", "[schema]") {
  CHECK(walk_text("CASE WHEN x THEN 1 END = \"end\"", {"t", {}}, renaming({{"end", "stop"}})) == "CASE WHEN x THEN 1 END = stop");
}

TEST_CASE("names are quoted where a database would not read them plainly", "[schema]") {
  CHECK(quoted_name("plain_1") == "plain_1");
  CHECK(quoted_name("Upper") == "\"Upper\"");
  CHECK(quoted_name("order") == "\"order\"");
  CHECK(quoted_name("1st") == "\"1st\"");
  CHECK(quoted_name("we\"ird") == "\"we\"\"ird\"");
}

TEST_CASE("a trigger follows NEW, OLD, its table and UPDATE OF, nothing else", "[schema]") {
  const std::string sql = "CREATE TRIGGER g AFTER UPDATE OF b, x ON t BEGIN UPDATE o SET b = NEW.b WHERE b = OLD.b; END";
  CHECK(walk_trigger(sql, {"t", {}}, renaming({{"b", "c"}})) ==
        "CREATE TRIGGER g AFTER UPDATE OF c, x ON t BEGIN UPDATE o SET b = NEW.c WHERE b = OLD.c; END");
  CHECK(mentioned_in_trigger(sql, {"t", {}}, {"b", "x", "y"}) == std::set<std::string>{"b", "x"});
}
