#include "sql/split.h"

#include <catch2/catch.hpp>

#include <random>

#include "sql/lexer.h"

using namespace runner::sql;

namespace {

using Texts = std::vector<std::string>;

Texts split(std::string_view sql, std::string_view dialect = "postgresql") {
  Texts texts;
  for (const Piece& piece : split_statements(sql, dialect)) texts.push_back(piece.text);
  return texts;
}

// What must survive splitting: code without whitespace, comments and semicolons.
std::string essence(std::string_view sql, std::string_view dialect) {
  std::string kept;
  Lexer lexer(sql, dialect);
  for (Token token; lexer.next(token);) {
    if (token.code() && !token.is(';')) kept += token.text;
  }
  return kept;
}

std::string joined(const BindText& binds) {
  std::string text = binds.literals.at(0);
  for (std::size_t i = 0; i < binds.names.size(); ++i) text += "<" + binds.names[i] + ">" + binds.literals.at(i + 1);
  return text;
}

}  // namespace

TEST_CASE("text is cut at semicolons, empty statements and lone comments are left out", "[sql]") {
  CHECK(split("SELECT 1; SELECT 2;") == Texts{"SELECT 1", "SELECT 2"});
  CHECK(split(";; ;\n-- nothing\n;/* here */") == Texts{});
  CHECK(split("  SELECT 1 -- done; really\n") == Texts{"SELECT 1"});
  CHECK(split("-- first\nSELECT 1; -- second\nSELECT 2") == Texts{"-- first\nSELECT 1", "-- second\nSELECT 2"});
}

TEST_CASE("semicolons inside quotes, comments and parentheses end nothing", "[sql]") {
  CHECK(split("SELECT ';', \";\", 'it''s;' /* ; /* ; */ ; */").size() == 1);
  CHECK(split("SELECT $$a;b$$, $t$ $$ ; $t$; SELECT $1").size() == 2);
  CHECK(split("SELECT E'it\\'s;'; SELECT 2").size() == 2);
  CHECK(split("CREATE RULE r AS ON INSERT TO t DO (DELETE FROM u; DELETE FROM v)").size() == 1);
  CHECK(split("SELECT 'no end; at all") == Texts{"SELECT 'no end; at all"});
  CHECK(split("SELECT [a;b], `c;d` FROM t; SELECT 2", "sqlite").size() == 2);
  CHECK(split("/* /* */ SELECT 1; SELECT 2", "sqlite").size() == 2);
}

TEST_CASE("MySQL reads backticks, backslashes and # comments", "[sql][mysql]") {
  CHECK(split("SELECT 'it\\';s', `a;b`; SELECT 2", "mysql").size() == 2);
  CHECK(split("SELECT \"a\\\";b\" # not; this\n; SELECT 2 -- nor; this", "mysql").size() == 2);
  CHECK(split("SELECT 5--1; SELECT 2", "mariadb") == Texts{"SELECT 5--1", "SELECT 2"});
  CHECK(split("SELECT `a\\`; SELECT 2", "mysql") == Texts{"SELECT `a\\`", "SELECT 2"});
  CHECK(split("/*!40101 SET NAMES utf8 */; /* gone */", "mysql") == Texts{"/*!40101 SET NAMES utf8 */"});
  CHECK(transaction_control("# now\nCOMMIT") == "COMMIT");
}

TEST_CASE("bodies of MySQL routines stay whole", "[sql][mysql]") {
  const std::string trigger =
      "CREATE DEFINER=`root`@`localhost` TRIGGER g BEFORE INSERT ON t FOR EACH ROW BEGIN\n"
      "  IF new.a > 1 THEN SET new.a = CASE WHEN new.b THEN 1 ELSE (CASE 2 WHEN 2 THEN 3 END) END; END IF;\n"
      "  w: WHILE 0 DO SET @a = 1; END WHILE w;\n"
      "  CASE new.a WHEN 1 THEN BEGIN END; ELSE SET @b = 2; END CASE;\nEND";
  CHECK(split(trigger + "; SELECT 1", "mysql") == Texts{trigger, "SELECT 1"});
  CHECK(split("CREATE PROCEDURE p() SELECT 1; SELECT 2", "mysql").size() == 2);
  CHECK(split("CREATE DEFINER=me@here VIEW v AS SELECT 1; SELECT 2", "mysql").size() == 2);
  CHECK(split("BEGIN; SELECT 1; END", "mysql").size() == 3);
}

TEST_CASE("bodies of SQLite triggers and of standard SQL routines stay whole", "[sql]") {
  const std::string trigger =
      "CREATE TEMP TRIGGER g AFTER INSERT ON t WHEN CASE WHEN new.a THEN 1 ELSE 0 END BEGIN\n"
      "  UPDATE t SET a = CASE WHEN b THEN 1 END; DELETE FROM u; END";
  CHECK(split(trigger + "; SELECT 1", "sqlite") == Texts{trigger, "SELECT 1"});
  const std::string function =
      "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE a WHEN 1 THEN 2 END; SELECT 3; END";
  CHECK(split(function + "; SELECT 1") == Texts{function, "SELECT 1"});
  CHECK(split("CREATE TABLE begin_log (a int); BEGIN; END").size() == 3);
}

TEST_CASE("pieces know their line", "[sql]") {
  const auto pieces = split_statements("SELECT 1;\n\nSELECT\n2; SELECT 3", "postgresql");
  REQUIRE(pieces.size() == 3);
  CHECK(pieces[0].line == 1);
  CHECK(pieces[1].line == 3);
  CHECK(pieces[2].line == 4);
  const auto one = split_statements("\n  \nSELECT\n2", "postgresql");
  REQUIRE(one.size() == 1);
  CHECK(one[0].text == "SELECT\n2");
  CHECK(one[0].line == 3);
}

TEST_CASE("transaction control is recognised, savepoints are not", "[sql]") {
  CHECK(transaction_control("commit") == "COMMIT");
  CHECK(transaction_control("/* x */ -- y\n Begin immediate") == "BEGIN");
  CHECK(transaction_control("START TRANSACTION READ ONLY") == "START TRANSACTION");
  CHECK(transaction_control("PREPARE TRANSACTION 'x'") == "PREPARE TRANSACTION");
  CHECK(transaction_control("ROLLBACK") == "ROLLBACK");
  CHECK(transaction_control("END") == "END");
  CHECK(transaction_control("/* /* */ COMMIT") == "COMMIT");  // SQLite's comments do not nest
  CHECK_FALSE(transaction_control("ROLLBACK TO SAVEPOINT a"));
  CHECK_FALSE(transaction_control("ROLLBACK TRANSACTION TO a"));
  CHECK_FALSE(transaction_control("SAVEPOINT a"));
  CHECK_FALSE(transaction_control("PREPARE p AS SELECT 1"));
  CHECK_FALSE(transaction_control("SELECT 'COMMIT'"));
  CHECK_FALSE(transaction_control(""));
  CHECK(first_keyword("-- c\n(select 1)") == "SELECT");
  CHECK(first_keyword("  ") == "");
}

TEST_CASE("parameters are found where SQL may have one, and nowhere else", "[sql]") {
  CHECK(joined(parse_binds("a = :a AND b=:b_2")) == "a = <a> AND b=<b_2>");
  CHECK(joined(parse_binds(":a::int, ':a', \":a\", $$:a$$ -- :a\n/* :a */")) == "<a>::int, ':a', \":a\", $$:a$$ -- :a\n/* :a */");
  CHECK(joined(parse_binds("b::integer, x := 1, 12:30, a:b")) == "b::integer, x := 1, 12:30, a:b");
  CHECK(joined(parse_binds("('{1,2,3}'::int[])[1:2], t[a :b], t[lo:hi], t[f(x) :y]")) ==
        "('{1,2,3}'::int[])[1:2], t[a :b], t[lo:hi], t[f(x) :y]");
  CHECK(joined(parse_binds("ARRAY[:a, :b], t[:i]")) == "ARRAY[<a>, <b>], t[<i>]");
  CHECK(joined(parse_binds("'x \\:y' \\:z E'it\\'s :no' :yes")) == "'x :y' :z E'it\\'s :no' <yes>");
  CHECK(joined(parse_binds("CAST(:a AS integer), :b ::text")) == "CAST(<a> AS integer), <b> ::text");
  CHECK(joined(parse_binds("[x :a] = :b", "sqlite")) == "[x :a] = <b>");
  CHECK(unescape_colons("a \\: b '\\:c'") == "a : b ':c'");
}

TEST_CASE("whatever the text, splitting loses only blanks, comments and semicolons", "[sql]") {
  static const std::vector<std::string> kParts{"SELECT",   " ",     "\n",  ";",    "'",       "\"",      "$$",
                                               "$t$",      "--",    "/*",  "*/",   "(",       ")",       "[",
                                               "]",        ":a",    "::",  "\\",   "E'",      "`",       "1",
                                               "x",        "BEGIN", "END", "CASE", "ATOMIC",  "CREATE",  "TRIGGER",
                                               "FUNCTION", "é",     ",",   ":",    "=",       "$1",      "\t",
                                               "COMMIT",   "[x]",   "'a'", "\0x",  "TRIGGER", "REPLACE", "OR"};
  std::mt19937 random(20240229);
  for (int round = 0; round < 4000; ++round) {
    std::string sql;
    for (int i = static_cast<int>(random() % 25); i > 0; --i) {
      sql += kParts[random() % kParts.size()];
      if (random() % 2) sql += ' ';
    }
    for (const std::string dialect : {"postgresql", "sqlite"}) {
      std::string pieces;
      for (const Piece& piece : split_statements(sql, dialect)) {
        REQUIRE(piece.line >= 1);
        pieces += essence(piece.text, dialect);
        // A piece is one statement: cutting it again changes nothing.
        REQUIRE(split(piece.text, dialect) == Texts{piece.text});
      }
      CAPTURE(sql, dialect);
      REQUIRE(pieces == essence(sql, dialect));
      const BindText binds = parse_binds(sql, dialect);
      REQUIRE(binds.literals.size() == binds.names.size() + 1);
      transaction_control(sql);
    }
  }
}
