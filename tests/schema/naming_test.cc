#include "schema/naming.h"

#include <catch2/catch.hpp>

#include "support/errors.h"
#include "support/tables.h"

using namespace runner;
using namespace runner::schema;
using namespace runner::test;

namespace {

const NamingConvention kUsual{{{"ix", "ix_%(column_0_label)s"},
                               {"uq", "uq_%(table_name)s_%(column_0_name)s"},
                               {"ck", "ck_%(table_name)s_%(constraint_name)s"},
                               {"fk", "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"},
                               {"pk", "pk_%(table_name)s"}}};
const Table kTable = table("t", {column("a"), column("b")});

std::string name(const NamingConvention& convention, const Constraint& constraint, int limit = 63) {
  return conventional_name(convention, kTable, constraint, limit).text;
}
std::string unique_by(const std::string& pattern, int limit = 63) {
  return name({{{"uq", pattern}}}, unique_on("", {"a", "b"}), limit);
}

}  // namespace

TEST_CASE("the usual convention names what has no name", "[schema]") {
  CHECK(name(kUsual, unique_on("", {"a", "b"})) == "uq_t_a");
  CHECK(name(kUsual, foreign("", {"a"}, "o", {"id"})) == "fk_t_a_o");
  CHECK(name(kUsual, primary("", {"a"})) == "pk_t");
  CHECK(conventional_name(kUsual, kTable, index("", {"a"}), 63).text == "ix_t_a");
}

TEST_CASE("a given name stays, unless the template is built on it", "[schema]") {
  CHECK(name(kUsual, unique_on("mine", {"a"})) == "mine");
  CHECK(name(kUsual, check("pos", "a > 0")) == "ck_t_pos");
  CHECK(name(kUsual, check(Name("pos", true), "a > 0")) == "pos");
  CHECK(name({}, unique_on("", {"a"})).empty());
}

TEST_CASE("tokens name all columns, one after the other or joined", "[schema]") {
  CHECK(unique_by("%(column_0_N_name)s") == "a_b");
  CHECK(unique_by("%(column_0N_name)s") == "ab");
  CHECK(unique_by("%(column_0_N_label)s") == "t_a_t_b");
  CHECK(unique_by("x_%(column_1_name)s") == "x_b");
  CHECK(unique_by("x_%(column_7_name)s") == "x_");
  CHECK(unique_by("100%%_%(table_name)s") == "100%_t");
  const NamingConvention referred{{{"fk", "%(referred_table_name)s_%(referred_column_0_name)s_%(referred_column_0_N_name)s"}}};
  CHECK(name(referred, foreign("", {"a", "b"}, "o", {"x", "y"})) == "o_x_x_y");
}

TEST_CASE("a label has the schema in front and a key is the column's own", "[schema]") {
  Table t = kTable;
  t.schema = "s1";
  CHECK(conventional_name({}, t, index("", {"a"}), 63).text == "ix_s1_t_a");
  t.columns[0].key = "alpha";
  CHECK(conventional_name({{{"uq", "%(column_0_key)s"}}}, t, Constraint(unique_on("", {"a"})), 63).text == "alpha");
}

TEST_CASE("names that a convention made are shortened with a hash, whole characters only", "[schema]") {
  const std::string pattern(80, 'x');
  const std::string made = unique_by(pattern);
  CHECK(made.size() == 60);
  CHECK(made.substr(0, 56) == std::string(55, 'x') + "_");
  CHECK(unique_by(pattern, 0) == pattern);
  std::string wide;
  for (int i = 0; i < 40; ++i) {
    wide += "\xC3\xA9";
  }
  CHECK(unique_by(wide).substr(0, 55) == wide.substr(0, 54) + "_");
  CHECK(name({}, unique_on(std::string(80, 'y'), {"a"})) == std::string(80, 'y'));
}

TEST_CASE("a convention that cannot be followed is an error that says why", "[schema]") {
  const Error nameless = error_of([] { name(kUsual, check("", "a > 0")); });
  CHECK_THAT(nameless.what(), Catch::Contains("requires that constraint is explicitly named"));
  const Error unknown = error_of([] { unique_by("%(tabel_name)s"); });
  CHECK(unknown.hint == "did you mean %(table_name)s?");
  CHECK_THROWS_AS(unique_by("50% of it"), Error);
  CHECK_THROWS_AS(unique_by("%(column_0_colour)s"), Error);
  CHECK_THROWS_AS(unique_by("%(referred_table_name)s"), Error);
}

TEST_CASE("a CHECK that a type makes follows the convention, and may stay without a name", "[schema]") {
  Column flag = column("flag", "Boolean");
  flag.type.edit().create_constraint = true;
  const auto check_name = [&] {
    return only<CheckConstraint>(named(kUsual, normalized(table("t", {flag})), 63).constraints).at(0).name.text;
  };
  CHECK(check_name().empty());
  flag.type.edit().type_name = "bb";
  CHECK(check_name() == "ck_t_bb");
}

TEST_CASE("dropping says the name that creating said", "[schema]") {
  CHECK(dropped_name(kUsual, "t", "foo", "check", 63).text == "ck_t_foo");
  CHECK(dropped_name(kUsual, "t", "foo", "unique", 63).text == "foo");
  CHECK(dropped_name(kUsual, "t", Name("foo", true), "check", 63).text == "foo");
  CHECK(dropped_name(kUsual, "t", "foo", "", 63).text == "foo");
}

TEST_CASE("an index over expressions alone needs a name", "[schema]") {
  Index lower;
  lower.columns = {Expr::text("lower(a)")};
  CHECK_THROWS_AS(conventional_name({}, kTable, lower, 63), Error);
}
