#include "schema/table.h"

#include <catch2/catch.hpp>

#include "support/errors.h"
#include "support/tables.h"

using namespace runner;
using namespace runner::schema;
using namespace runner::test;

TEST_CASE("column flags become constraints behind the explicit ones, unique before foreign key", "[schema]") {
  Column email = column("email", string_type(100));
  email.unique = true;
  email.foreign_keys = {reference("mail", "address")};
  const Table t =
      normalized(table("account", {key_column("id"), email, column("a")}, {check("ck", "a > 0"), unique_on("uq", {"a"})}));
  REQUIRE(t.constraints.size() == 5);
  CHECK(std::get<PrimaryKeyConstraint>(t.constraints[0]).columns == std::vector<std::string>{"id"});
  CHECK(name_of(t.constraints[1]).text == "ck");
  CHECK(name_of(t.constraints[2]).text == "uq");
  CHECK(std::get<UniqueConstraint>(t.constraints[3]).columns == std::vector<std::string>{"email"});
  CHECK(std::get<ForeignKeyConstraint>(t.constraints[4]).referred == std::vector<std::string>{"address"});
  CHECK(t.find("email")->foreign_keys.empty());
  CHECK_FALSE(t.find("email")->unique);
}

TEST_CASE("an index flag makes an index, and with unique a unique index instead of a constraint", "[schema]") {
  Column x = column("x");
  x.index = x.unique = true;
  const Table t = normalized(table("t", {x}));
  CHECK(t.constraints.empty());
  REQUIRE(t.indexes.size() == 1);
  CHECK(t.indexes[0].unique);
  CHECK_FALSE(t.indexes[0].name.given());
}

TEST_CASE("normalizing twice changes nothing more", "[schema]") {
  Column flag = column("flag", "Boolean");
  flag.type.edit().create_constraint = true;
  flag.unique = true;
  Column numbered = column("n");
  numbered.identity.emplace();
  const Table once = normalized(table("t", {key_column("a"), key_column("b"), flag, numbered}));
  CHECK(normalized(once) == once);
  CHECK(once.primary_key()->columns == std::vector<std::string>{"a", "b"});
  CHECK_FALSE(once.find("n")->is_nullable());
}

TEST_CASE("an explicit primary key marks its columns and wins over flags", "[schema]") {
  const Table t = normalized(table("t", {key_column("a"), column("b")}, {primary("pk", {"b"})}));
  CHECK(t.primary_key()->columns == std::vector<std::string>{"b"});
  CHECK(t.find("b")->primary_key);
  CHECK_FALSE(t.find("a")->primary_key);
  CHECK_FALSE(t.find("a")->is_nullable());
  const Table named_only = normalized(table("t", {key_column("a")}, {primary("pk", {})}));
  CHECK(named_only.primary_key()->columns == std::vector<std::string>{"a"});
}

TEST_CASE("the CHECK of an enumeration lists its values", "[schema]") {
  Column kind = column("kind", "Enum");
  kind.type.edit().values = {"a", "b"};
  kind.type.edit().create_constraint = true;
  kind.type.edit().type_name = "kinds";
  const auto checks = only<CheckConstraint>(normalized(table("t", {kind})).constraints);
  REQUIRE(checks.size() == 1);
  CHECK(checks[0].name.text == "kinds");
  CHECK(checks[0].type_bound == "kind");
  CHECK(checks[0].condition.args[1].args == std::vector<Expr>{Expr::literal("a"), Expr::literal("b")});
}

TEST_CASE("a table that contradicts itself is refused with a suggestion", "[schema]") {
  const Error missing = error_of([] { normalized(table("t", {column("name")}, {unique_on("uq", {"nmae"})})); });
  CHECK(missing.code == ErrorCode::kScript);
  CHECK(std::string(missing.what()) == "Table 't': unique constraint 'uq' names column 'nmae', which is not there");
  CHECK(missing.hint == "did you mean 'name'?");
  CHECK_THROWS_AS(normalized(table("t", {column("a"), column("a")})), Error);
  CHECK_THROWS_AS(normalized(table("t", {column("a")}, {primary("", {"a"}), primary("", {"a"})})), Error);
  CHECK_THROWS_AS(normalized(table("t", {column("a")}, {foreign("", {"a"}, "o", {"x", "y"})})), Error);
  CHECK_THROWS_AS(normalized(table("t", {column("a")}, {}, {index("ix", {"b"})})), Error);
}

TEST_CASE("only a lone integer key without default and foreign key counts by itself", "[schema]") {
  const auto counts = [](Table t) {
    t = normalized(std::move(t));
    return autoincrements(t, t.columns.front());
  };
  CHECK(counts(table("t", {key_column("id")})));
  CHECK_FALSE(counts(table("t", {key_column("a"), key_column("b")})));
  CHECK_FALSE(counts(table("t", {column("plain")})));
  Column text = key_column("id");
  text.type = string_type(5);
  CHECK_FALSE(counts(table("t", {text})));
  Column referring = key_column("id");
  referring.foreign_keys = {reference("o", "id")};
  CHECK_FALSE(counts(table("t", {referring})));
  Column filled = key_column("id");
  filled.server_default = Default{Expr::literal("5")};
  CHECK_FALSE(counts(table("t", {filled})));
  Column forced = key_column("a");
  forced.autoincrement = Autoincrement::kYes;
  CHECK(counts(table("t", {forced, key_column("b")})));
  Column off = key_column("id");
  off.autoincrement = Autoincrement::kNo;
  CHECK_FALSE(counts(table("t", {off})));
}

TEST_CASE("dialect options are known by kind, foreign dialects' by prefix", "[schema]") {
  CHECK(known_option("table", "sqlite_strict"));
  CHECK(known_option("index", "postgresql_where"));
  CHECK(known_option("column", "sqlite_on_conflict_not_null"));
  CHECK(known_option("table", "mysql_anything"));
  CHECK(known_option("index", "mysql_length"));
  CHECK(known_option("check", "mssql_anything"));
  CHECK_FALSE(known_option("index", "mysql_lenght"));
  CHECK_FALSE(known_option("check", "mysql_length"));
  CHECK_FALSE(known_option("index", "postgresql_uisng"));
  CHECK_FALSE(known_option("table", "sqlite_where"));
  CHECK_FALSE(known_option("table", "mysql_"));
  CHECK_FALSE(known_option("no such kind", "postgresql_where"));
}

TEST_CASE("a constraint or index that names a column by its key means the column", "[schema]") {
  Column real = column("real_name");
  real.key = "k";
  Table t = table("t", {real, column("b")}, {unique_on("uq", {"b", "k"})});
  PrimaryKeyConstraint key;
  key.columns = {"k"};
  t.constraints.push_back(key);
  const Table n = normalized(t);
  CHECK(n.primary_key()->columns == std::vector<std::string>{"real_name"});
  CHECK(n.find("real_name")->primary_key);
  CHECK(std::get<UniqueConstraint>(n.constraints[1]).columns == std::vector<std::string>{"b", "real_name"});
}
