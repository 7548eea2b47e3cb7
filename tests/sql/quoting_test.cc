// What stands between quotes stays there: whatever the text, a literal is one token of its dialect and a name is one word.
#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "base/error.h"
#include "sql/ddl.h"
#include "sql/lexer.h"
#include "sql/quote.h"
#include "sql/sql_support.h"
#include "support/random_text.h"

using namespace runner;
using namespace runner::schema;
using namespace runner::test;

namespace {

const std::vector<std::string> kDialects{"postgresql", "sqlite", "mysql", "mariadb"};

const sql::Dialect& dialect_of(const std::string& name) {
  static const auto all = [] {
    std::map<std::string, std::unique_ptr<sql::Dialect>> made;
    for (const std::string& one : kDialects) made[one] = sql::make_dialect(one);
    return made;
  }();
  return *all.at(name);
}

// The only token that is not a blank; REQUIRES: there is one.
bool one_token(const std::string& sql, const std::string& dialect, sql::TokenKind kind) {
  sql::Lexer lexer(sql, dialect);
  sql::Token token;
  return lexer.next(token) && token.kind == kind && token.text.size() == sql.size();
}

// A quoted text read back as the database reads it.
std::string unquoted(const std::string& literal, bool backslashes) {
  std::string text;
  for (std::size_t i = 1; i + 1 < literal.size(); ++i) {
    const bool escape = literal[i] == literal[0] || (backslashes && literal[i] == '\\');
    if (escape) ++i;
    text += literal[i];
  }
  return text;
}

bool is_mysql(const std::string& dialect) {
  return dialect == "mysql" || dialect == "mariadb";
}

}  // namespace

TEST_CASE("no text leaves its literal, on any dialect", "[sql][quoting]") {
  CHECK(rc::check([] {
    const std::string text = *random_text();
    for (const std::string& dialect : kDialects) {
      const std::string literal = dialect_of(dialect).literal(Value(text), nullptr);
      RC_ASSERT(one_token(literal, dialect, sql::TokenKind::kQuoted));
      RC_ASSERT(unquoted(literal, is_mysql(dialect)) == text);
    }
  }));
}

TEST_CASE("no name leaves its quotes, on any dialect", "[sql][quoting]") {
  CHECK(rc::check([] {
    const std::string name = *random_name(63);
    for (const std::string& dialect : kDialects) {
      const std::string quoted = dialect_of(dialect).quote(name);
      const bool bare = quoted == name;
      RC_ASSERT(one_token(quoted, dialect, bare ? sql::TokenKind::kWord : sql::TokenKind::kQuoted));
      RC_ASSERT(bare || unquoted(quoted, false) == name);
      RC_ASSERT(!bare || !sql::is_reserved(dialect, name));
    }
  }));
}

TEST_CASE("no value of an ENUM, comment or default leaves its literal", "[sql][quoting]") {
  CHECK(rc::check([] {
    const std::string text = *random_text();
    Type kind = test::type("Enum");
    kind.values = {text};
    Column marked = test::column("a", kind);
    marked.comment = text;
    marked.server_default = Default{lit(Value(text))};
    ops::CreateTable create;
    create.table = test::table("t", {marked});
    sql::CompileOptions options;
    KnownFacts nothing;
    for (const std::string& dialect : {std::string("mysql"), std::string("mariadb")}) {
      const auto statements = dialect_of(dialect).compile(create, nothing, options);
      RC_ASSERT(statements.size() == 1U);
      std::vector<std::string> found;
      sql::Lexer lexer(statements[0].sql, dialect);
      for (sql::Token token; lexer.next(token);) {
        if (token.kind == sql::TokenKind::kQuoted) found.push_back(unquoted(std::string(token.text), true));
        RC_ASSERT(!token.is(';') && token.kind != sql::TokenKind::kComment);
      }
      RC_ASSERT(found == (std::vector<std::string>{text, text, text}));
    }
  }));
}

TEST_CASE("bytes, numbers and documents are literals that nothing can leave", "[sql][quoting]") {
  CHECK(rc::check([](const std::string& bytes, std::int64_t number, double fraction) {
    const std::string text = *random_text();
    for (const std::string& dialect : kDialects) {
      auto tokens = [&](const std::string& literal) {
        int count = 0;
        sql::Lexer lexer(literal, dialect);
        for (sql::Token token; lexer.next(token); ++count) {
          RC_ASSERT(!token.is(';') && token.kind != sql::TokenKind::kComment && token.kind != sql::TokenKind::kSpace);
        }
        return count;
      };
      const sql::Dialect& one = dialect_of(dialect);
      RC_ASSERT(tokens(one.literal(Value(Bytes{bytes}), nullptr)) <= 4);  // X '..', or '..' : : bytea
      RC_ASSERT(tokens(one.literal(Value(number), nullptr)) <= 2);        // its sign
      RC_ASSERT(tokens(one.literal(Value(fraction), nullptr)) <= 4);      // signs, 1e-7
      const Type json = test::type("JSON");
      const Value document{ValueObject{{text, Value(text)}}};
      RC_ASSERT(tokens(one.literal(document, &json)) == 1);
    }
  }));
}

TEST_CASE("a NUL is refused in texts and names", "[sql][quoting]") {
  const std::string nul("a\0b", 3);
  for (const std::string& dialect : kDialects) {
    CHECK_THROWS_WITH(dialect_of(dialect).literal(Value(nul), nullptr), Catch::Contains("NUL"));
    CHECK_THROWS_WITH(dialect_of(dialect).quote(nul), Catch::Contains("NUL"));
    CHECK_THROWS_WITH(dialect_of(dialect).quote(""), Catch::Contains("empty"));
  }
}

TEST_CASE("names up to the limit pass, longer ones are refused", "[sql][quoting]") {
  CHECK(dialect_of("postgresql").quote(std::string(63, 'a')) == std::string(63, 'a'));
  CHECK_THROWS_WITH(dialect_of("postgresql").quote(std::string(64, 'a')), Catch::Contains("maximum length of 63"));
  CHECK_THROWS_WITH(dialect_of("postgresql").quote(joined(std::vector<std::string>(32, "é"))), Catch::Contains("maximum length"));
  CHECK(dialect_of("mysql").quote(std::string(64, 'a')) == std::string(64, 'a'));
  CHECK_THROWS_WITH(dialect_of("mysql").quote(std::string(65, 'a')), Catch::Contains("maximum length of 64"));
  CHECK(dialect_of("sqlite").quote(std::string(500, 'a')) == std::string(500, 'a'));
}
