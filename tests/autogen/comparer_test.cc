#include "sql/comparer.h"

#include <catch2/catch.hpp>

#include "autogen/autogen_support.h"

using namespace runner;
using namespace runner::test;

namespace {

schema::Type sized(const char* name, int precision, std::optional<int> scale = {}) {
  schema::Type made = type(name);
  made.precision = precision;
  made.scale = scale;
  return made;
}

schema::Type custom(const char* text) {
  schema::Type made = type("custom");
  made.sql = text;
  return made;
}

}  // namespace

TEST_CASE("PostgreSQL knows its types under several names") {
  const Compared database("postgresql");
  const auto same = [&](const schema::Type& a, const schema::Type& b) { return database.comparer->same_type(a, b); };
  CHECK(same(type("Float"), type("DOUBLE_PRECISION")));
  CHECK(same(sized("Float", 20), type("REAL")));
  CHECK(same(sized("Float", 53), type("Double")));
  CHECK(same(sized("DECIMAL", 10, 2), sized("NUMERIC", 10, 2)));
  CHECK(same(sized("Numeric", 10), sized("NUMERIC", 10, 0)));
  CHECK(same(custom("timestamptz"), custom("timestamp with time zone")));
  CHECK(same(custom("character varying(20)[]"), custom("varchar(20)[][]")));
  CHECK_FALSE(same(type("Float"), type("REAL")));
  CHECK_FALSE(same(string_type(20), type("String")));
  CHECK_FALSE(same(type("postgresql.JSONB"), type("JSON")));
}

TEST_CASE("SQLite takes a declared type that it does not know by its affinity") {
  const Compared database("sqlite");
  CHECK(database.comparer->same_type(type("Integer"), custom("UNSIGNED BIG INT")));
  CHECK(database.comparer->same_type(type("Integer"), custom("int")));
  CHECK(database.comparer->same_type(custom("GEO"), custom("GEO")));
  CHECK_FALSE(database.comparer->same_type(type("Integer"), custom("GEO")));
  CHECK_FALSE(database.comparer->same_type(type("Boolean"), custom("TINYINT(1)")));
}

TEST_CASE("SQL that is spelt differently is one text") {
  const Compared database("postgresql");
  const auto sql = [&](const char* text) { return database.comparer->sql(text); };
  CHECK(sql("((A  >  0))") == sql("a > 0"));
  CHECK(sql("\"a\" != 'X'") == sql("a <> 'X'"));
  CHECK(sql("(a) or (b)") != sql("a or b"));
  CHECK(sql("a = 'X'") != sql("a = 'x'"));
  CHECK(sql::Comparer::loose("lower((name)::text)") == sql::Comparer::loose("lower(name)"));
  CHECK(sql::Comparer::loose("'x'::character varying") == sql::Comparer::loose("'x'"));
  CHECK(sql::Comparer::loose("(a)::character varying(20) and b") == sql::Comparer::loose("a and b"));
}

TEST_CASE("an index element is the same with its order as text or as an expression") {
  const Compared database("postgresql");
  const auto element = [&](const schema::Expr& expr) { return database.comparer->index_element(expr); };
  const auto node = [](const char* kind, schema::Expr inner) {
    schema::Expr made;
    made.kind = kind;
    made.args = {std::move(inner)};
    return made;
  };
  const auto qty = schema::Expr::column("qty");
  CHECK(element(schema::Expr::text("qty DESC")) == element(node("desc", qty)));
  CHECK(element(schema::Expr::text("qty ASC")) == element(qty));
  CHECK(element(schema::Expr::text("(qty + 1)")) == element(schema::Expr::text("qty+1")));
  CHECK(element(node("nulls_first", node("desc", qty))) == element(node("desc", qty)));
  CHECK(element(node("nulls_last", node("desc", qty))) != element(node("desc", qty)));
}

TEST_CASE("names that PostgreSQL gives to constraints") {
  const Compared database("postgresql");
  const auto name = [&](const schema::Table& owner, const schema::Constraint& constraint, int clashes = 0) {
    return database.comparer->server_name(owner, constraint, clashes);
  };
  const auto t = table("t", {column("a"), column("b")});
  CHECK(name(t, primary({}, {"a"})) == "t_pkey");
  CHECK(name(t, unique_on({}, {"a", "b"})) == "t_a_b_key");
  CHECK(name(t, unique_on({}, {"a"}), 1) == "t_a_key1");
  CHECK(name(t, check({}, "a > 0")) == "t_a_check");
  CHECK(name(t, check({}, "a > b")) == "t_check");
  const std::string longest(60, 'x');
  CHECK(name(table(longest, {column("a_long_name")}), unique_on({}, {"a_long_name"})) ==
        std::string(47, 'x') + "_a_long_name_key");
}

TEST_CASE("a constant with a cast to the column's own type is the constant") {
  const Compared database("postgresql");
  const auto same = [&](const schema::Type& column, const char* shown, const schema::Expr& model) {
    return database.comparer->default_value({schema::Expr::text(shown)}, &column) ==
           database.comparer->default_value({model}, &column);
  };
  CHECK(same(string_type(9), "'it''s'::character varying", schema::Expr::literal("it's")));
  CHECK(same(type("Integer"), "0", schema::Expr::literal("0")));
  CHECK(same(type("Integer"), "'-1'::integer", schema::Expr::text("-1")));
  CHECK(same(type("Numeric"), "1.50", schema::Expr::literal("01.5")));
  CHECK(same(type("Numeric"), "'-0.0'::numeric", schema::Expr::text("0")));
  CHECK(same(type("Float"), "100", schema::Expr::text("100.")));
  CHECK_FALSE(same(type("Numeric"), "1.5", schema::Expr::literal("15")));
  CHECK_FALSE(same(type("Integer"), "100", schema::Expr::literal("1")));
  CHECK_FALSE(same(string_type(9), "'1.50'::character varying", schema::Expr::literal("1.5")));
  CHECK(same(type("Boolean"), "false", schema::Expr::literal("f")));
  CHECK(same(type("postgresql.JSONB"), "'{}'::jsonb", schema::Expr::literal("{}")));
  CHECK_FALSE(same(string_type(9), "'x'::character varying", schema::Expr::literal("y")));
  CHECK_FALSE(same(type("Date"), "'now'::text", schema::Expr::literal("now")));
  CHECK_FALSE(same(string_type(9), "('a'::text || 'b'::text)", schema::Expr::literal("a")));
}
