// MySQL and MariaDB where golden files say little: names, literals, what one of the two has and the other not.
#include <catch2/catch.hpp>

#include "base/error.h"
#include "sql/sql_support.h"
#include "support/errors.h"

using namespace runner;
using namespace runner::schema;
using namespace runner::test;

namespace {

const sql::Dialect& mysql() {
  static const auto dialect = sql::make_dialect("mysql");
  return *dialect;
}
const sql::Dialect& mariadb() {
  static const auto dialect = sql::make_dialect("mariadb");
  return *dialect;
}

Lines my(const ops::Op& op) {
  return compiled(mysql(), op);
}
Lines maria(const ops::Op& op) {
  return compiled(mariadb(), op);
}

std::string rendered(const sql::Dialect& dialect, const Expr& expr) {
  sql::RenderContext context;
  return dialect.render(expr, context);
}

std::string repeated(const std::string& text, int times) {
  std::string many;
  for (int i = 0; i < times; ++i) many += text;
  return many;
}

}  // namespace

TEST_CASE("MySQL's names stand in backticks, doubled inside", "[sql][mysql]") {
  CHECK(mysql().quote("plain") == "plain");
  CHECK(mysql().quote("we`ird") == "`we``ird`");
  CHECK(mysql().quote("say \"x\"") == "`say \"x\"`");
  CHECK(mysql().quote("order") == "`order`");
  CHECK(mysql().quote("user") == "user");
}

TEST_CASE("each of the two has reserved words of its own", "[sql][mysql]") {
  CHECK(mysql().quote("rank") == "`rank`");
  CHECK(mariadb().quote("rank") == "rank");
  CHECK(mysql().quote("offset") == "offset");
  CHECK(mariadb().quote("offset") == "`offset`");
}

TEST_CASE("a MySQL name may have 64 characters, however many bytes", "[sql][mysql]") {
  CHECK(mysql().quote(repeated("é", 64)) == "`" + repeated("é", 64) + "`");
  CHECK_THROWS_WITH(mysql().quote(repeated("é", 65)), Catch::Contains("exceeds maximum length of 64"));
  CHECK_THROWS_WITH(mysql().quote(std::string("a\0b", 3)), Catch::Contains("NUL"));
}

TEST_CASE("a backslash in MySQL's literals is doubled, so that none ends them early", "[sql][mysql]") {
  CHECK(mysql().literal(Value("a\\'b"), nullptr) == "'a\\\\''b'");
  CHECK(mysql().literal(Value("\\"), nullptr) == "'\\\\'");
  Type kind = test::type("Enum");
  kind.values = {"a\\", "b"};
  CHECK(mysql().type(kind) == "ENUM('a\\\\','b')");
}

TEST_CASE("MySQL's values", "[sql][mysql]") {
  const Type uuid = test::type("Uuid");
  CHECK(mysql().literal(Value(true), nullptr) == "true");
  CHECK(mysql().literal(Value(Bytes{std::string("\0\xff", 2)}), nullptr) == "X'00ff'");
  CHECK(mysql().literal(Value("5F0F3B9E-8f57-4b5c-9d3a-0d4c5d2f9b11"), &uuid) == "'5f0f3b9e8f574b5c9d3a0d4c5d2f9b11'");
  CHECK(error_of([] { mysql().literal(Value(0.0 / 0.0), nullptr); }).code == ErrorCode::kUnsupported);
}

TEST_CASE("'||' is OR on MySQL, so texts are joined by concat()", "[sql][mysql]") {
  const Expr joined = op2("||", op2("||", Expr::column("a"), lit("x")), Expr::column("b"));
  CHECK(rendered(mysql(), joined) == "concat(a, 'x', b)");
  CHECK(rendered(mysql(), op2("IS DISTINCT FROM", Expr::column("a"), lit(1))) == "NOT (a <=> 1)");
  CHECK(rendered(mysql(), op2("IS NOT DISTINCT FROM", Expr::column("a"), lit(1))) == "a <=> 1");
  CHECK(rendered(mysql(), op2("/", Expr::column("a"), lit(2))) == "a / 2");
}

TEST_CASE("what MySQL cannot do is refused with a way out", "[sql][mysql]") {
  ops::AddEnumValue value;
  value.name = "kind";
  value.value = "c";
  CHECK(error_of([&] { my(value); }).hint.find("op.alter_column") != std::string::npos);
  ops::CreateView view;
  view.name = "v";
  view.materialized = true;
  view.definition = sqltext("SELECT 1");
  CHECK(error_of([&] { my(view); }).code == ErrorCode::kUnsupported);
  ops::CreateSequence sequence;
  sequence.name = "s";
  CHECK(error_of([&] { my(sequence); }).code == ErrorCode::kUnsupported);
}

TEST_CASE("MariaDB has sequences", "[sql][mysql]") {
  ops::CreateSequence create;
  create.name = "a NO CYCLE";
  create.options.increment = 2;
  create.options.cycle = false;
  CHECK(maria(create) == Lines{"CREATE SEQUENCE `a NO CYCLE` INCREMENT BY 2 NOCYCLE"});
  ops::AlterSequence alter;
  alter.name = "s";
  alter.restart = 5;
  alter.new_name = "t";
  CHECK(maria(alter) == Lines{"ALTER SEQUENCE s RESTART WITH 5", "RENAME TABLE s TO t"});
  ops::DropSequence drop;
  drop.name = "s";
  drop.if_exists = true;
  CHECK(maria(drop) == Lines{"DROP SEQUENCE IF EXISTS s"});
}

TEST_CASE("a schema goes with what is in it, a view alone", "[sql][mysql]") {
  ops::DropSchema schema;
  schema.name = "s";
  schema.cascade = true;
  CHECK(my(schema) == Lines{"DROP SCHEMA s"});
  ops::DropView view;
  view.name = "v";
  view.cascade = true;
  view.if_exists = true;
  CHECK(my(view) == Lines{"DROP VIEW IF EXISTS v"});
}

TEST_CASE("B.19 an index is dropped from a table that is named, on MySQL", "[sql][mysql][defects]") {
  ops::DropIndex drop;
  drop.index_name = {"ix"};
  CHECK_THROWS_WITH(my(drop), "drop_index 'ix' needs table_name on MySQL");
  drop.table_name = "t";
  CHECK(my(drop) == Lines{"DROP INDEX ix ON t"});
}

TEST_CASE("B.31 a table comment that goes is the empty one", "[sql][mysql][defects]") {
  CHECK(my(ops::CreateTableComment{"t", {}, {}, {}}) == Lines{"ALTER TABLE t COMMENT ''"});
}

TEST_CASE("B.20 IF EXISTS reaches every kind of constraint", "[sql][mysql][defects]") {
  auto dropped = [](const std::string& kind) {
    ops::DropConstraint drop;
    drop.constraint_name = {"c"};
    drop.table_name = "t";
    drop.type_ = kind;
    drop.if_exists = true;
    return drop;
  };
  CHECK(maria(dropped("foreignkey")) == Lines{"ALTER TABLE t DROP FOREIGN KEY IF EXISTS c"});
  CHECK(maria(dropped("unique")) == Lines{"ALTER TABLE t DROP INDEX IF EXISTS c"});
  CHECK(maria(dropped("check")) == Lines{"ALTER TABLE t DROP CONSTRAINT IF EXISTS c"});
}

TEST_CASE("an expression in a MySQL index stands in parentheses of its own", "[sql][mysql]") {
  ops::CreateIndex create;
  create.table_name = "t";
  create.index.name = {"ix"};
  create.index.columns = {func("lower", {Expr::column("a")}), node("desc", {}, {func("lower", {Expr::column("b")})}),
                          node("desc", {}, {Expr::column("c")}), sqltext("d DESC")};
  CHECK(my(create) == Lines{"CREATE INDEX ix ON t ((lower(a)), (lower(b)) DESC, c DESC, d DESC)"});
}

TEST_CASE("B.40 an index on an expression, which MariaDB has not, is refused with a way out", "[sql][mysql][defects]") {
  ops::CreateIndex create;
  create.table_name = "t";
  create.index.name = {"ix"};
  create.index.columns = {node("desc", {}, {func("lower", {Expr::column("a")})})};
  const Error refused = error_of([&] { maria(create); });
  CHECK(refused.code == ErrorCode::kUnsupported);
  CHECK_THAT(refused.what(), Catch::Contains("lower(a)"));
  CHECK_THAT(refused.hint, Catch::Contains("sa.Computed"));
  create.index.columns = {node("desc", {}, {Expr::column("a")}), sqltext("b")};
  CHECK(maria(create) == Lines{"CREATE INDEX ix ON t (a DESC, b)"});
}

TEST_CASE("MySQL text that no client could cut right gets its own delimiter", "[sql][mysql]") {
  CHECK(mysql().terminated("DELETE FROM t WHERE a = ';'") == "DELETE FROM t WHERE a = ';';");
  CHECK(mysql().terminated("CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW BEGIN SET @a = 1; END") ==
        "DELIMITER //\nCREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW BEGIN SET @a = 1; END //\nDELIMITER ;");
}

TEST_CASE("statements that MySQL lacks are refused", "[sql][mysql]") {
  Expr target = node("table", "t", {Expr::column("a")});
  Expr row = node("row", {}, {}, {{"a", lit(1)}});
  Expr insert = node("insert", {}, {target}, {{"values", row}, {"returning", tuple({Expr::column("a")})}});
  auto run = [&](const sql::Dialect& dialect, const Expr& statement) {
    return dialect.compile_query({statement, {}, {}, false}, {}, {}).sql;
  };
  CHECK(error_of([&] { run(mysql(), insert); }).code == ErrorCode::kUnsupported);
  CHECK(run(mariadb(), insert) == "INSERT INTO t (a) VALUES (1) RETURNING a");
  Expr upsert = node("insert", {}, {target}, {{"values", row}, {"on_conflict", node("on_conflict", "nothing")}});
  CHECK(error_of([&] { run(mysql(), upsert); }).hint.find("ON DUPLICATE KEY") != std::string::npos);
  CHECK(run(mysql(), node("insert", {}, {target})) == "INSERT INTO t () VALUES ()");
}
