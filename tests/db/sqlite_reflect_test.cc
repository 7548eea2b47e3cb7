#include <catch2/catch.hpp>

#include "base/error.h"
#include "db/connection.h"
#include "db/sqlite_ddl.h"
#include "db/sqlite_reflect.h"
#include "support/rows.h"

using namespace runner;
using namespace runner::schema;
using runner::test::error_of;

namespace {

Table reflected(const std::string& ddl, const std::string& name = "t") {
  auto connection = db::connect_sqlite(Url::parse("sqlite://"));
  connection->execute(ddl);
  auto table = connection->inspector()->reflect(name, std::nullopt);
  REQUIRE(table.has_value());
  return *table;
}

template <class T>
std::vector<T> all_of(const Table& table) {
  std::vector<T> found;
  for (const auto& constraint : table.constraints)
    if (auto it = std::get_if<T>(&constraint)) found.push_back(*it);
  return found;
}

Value option_value(const Options& options, const char* name) {
  const Expr* found = option(options, name);
  return found ? found->value : Value("absent");
}

Type typed(const std::string& name, std::optional<int> length = {}) {
  Type type{name};
  type.length = length;
  return type;
}

}  // namespace

TEST_CASE("columns of an SQLite table keep type, null, default, check and collation", "[db]") {
  auto table = reflected(R"(CREATE TABLE t (
      id INTEGER NOT NULL, -- the key, with a comma
      name varchar(50) COLLATE NOCASE DEFAULT 'it''s, (x)' NOT NULL,
      "odd ""name" UNSIGNED BIG INT DEFAULT (1 + (2)),
      [b r] /* ) */ DECIMAL( 10 , 2 ) DEFAULT -1.5,
      untyped,
      flag BOOLEAN DEFAULT TRUE CONSTRAINT ck_flag CHECK (flag IN (0, 1)) CHECK (flag >= 0),
      made DATETIME DEFAULT CURRENT_TIMESTAMP,
      n INTEGER COLLATE RTRIM,
      PRIMARY KEY (id)))");
  REQUIRE(table.columns.size() == 8);
  CHECK(table.columns[0].primary_key);
  CHECK_FALSE(table.columns[0].is_nullable());
  auto name = typed("VARCHAR", 50);
  name.collation = "NOCASE";
  CHECK(table.columns[1].type == name);
  CHECK(table.columns[1].server_default->expr == Expr::text("'it''s, (x)'"));
  CHECK_FALSE(table.columns[1].is_nullable());
  CHECK(table.columns[2].name == "odd \"name");
  CHECK(table.columns[2].type->sql == "UNSIGNED BIG INT");
  CHECK(table.columns[2].server_default->expr == Expr::text("(1 + (2))"));
  CHECK(table.columns[3].name == "b r");
  CHECK(table.columns[3].type->precision == 10);
  CHECK(table.columns[3].type->scale == 2);
  CHECK(table.columns[3].server_default->expr == Expr::text("-1.5"));
  CHECK(table.columns[4].type->sql == "");
  REQUIRE(table.columns[5].checks.size() == 2);
  CHECK(table.columns[5].checks[0].name == Name("ck_flag", true));
  CHECK(table.columns[5].checks[0].condition == Expr::text("flag IN (0, 1)"));
  CHECK_FALSE(table.columns[5].checks[1].name.given());
  CHECK(table.columns[6].server_default->expr == Expr::text("CURRENT_TIMESTAMP"));
  CHECK(table.columns[7].type->sql == "INTEGER COLLATE \"RTRIM\"");
}

TEST_CASE("constraints of an SQLite table keep names, conflict clauses, actions and deferrability", "[db]") {
  auto table = reflected(R"(CREATE TABLE t (
      a INTEGER CONSTRAINT pk_t PRIMARY KEY ON CONFLICT REPLACE AUTOINCREMENT,
      b INTEGER NOT NULL ON CONFLICT IGNORE UNIQUE ON CONFLICT FAIL,
      c INTEGER CONSTRAINT fk_c REFERENCES p (x) ON DELETE SET NULL ON UPDATE NO ACTION MATCH FULL DEFERRABLE INITIALLY DEFERRED,
      d INTEGER REFERENCES p,
      CONSTRAINT uq_bc UNIQUE (B, c)
      CONSTRAINT ck CHECK (b > ')' OR c <> "x")
      CHECK (d > 0),
      CONSTRAINT fk2 FOREIGN KEY (c, d) REFERENCES "P q" (x, "y z") NOT DEFERRABLE))");
  CHECK(option_value(table.options, "sqlite_autoincrement") == Value(true));
  REQUIRE(table.primary_key());
  CHECK(table.primary_key()->name == Name("pk_t", true));
  CHECK(option_value(table.primary_key()->options, "sqlite_on_conflict") == Value("REPLACE"));
  CHECK(option_value(table.columns[1].options, "sqlite_on_conflict_not_null") == Value("IGNORE"));
  auto uniques = all_of<UniqueConstraint>(table);
  REQUIRE(uniques.size() == 2);
  CHECK_FALSE(uniques[0].name.given());
  CHECK(option_value(uniques[0].options, "sqlite_on_conflict") == Value("FAIL"));
  CHECK(uniques[1].name == Name("uq_bc", true));
  CHECK(uniques[1].columns == std::vector<std::string>{"b", "c"});
  auto checks = all_of<CheckConstraint>(table);
  REQUIRE(checks.size() == 2);
  CHECK(checks[0].condition == Expr::text("b > ')' OR c <> \"x\""));
  CHECK_FALSE(checks[1].name.given());
  auto keys = all_of<ForeignKeyConstraint>(table);
  REQUIRE(keys.size() == 3);
  CHECK(keys[0].name == Name("fk_c", true));
  CHECK(keys[0].reference.ondelete == "SET NULL");
  CHECK(keys[0].reference.onupdate == "NO ACTION");
  CHECK(keys[0].reference.match == "FULL");
  CHECK(keys[0].reference.deferrable == true);
  CHECK(keys[0].reference.initially == "DEFERRED");
  CHECK(keys[1].referred.empty());
  CHECK(keys[2].table == "P q");
  CHECK(keys[2].columns == std::vector<std::string>{"c", "d"});
  CHECK(keys[2].referred == std::vector<std::string>{"x", "y z"});
  CHECK(keys[2].reference.deferrable == false);
}

TEST_CASE("a foreign key of SQLite names its target as that is declared, and the columns that it left out", "[db]") {
  auto connection = db::connect_sqlite(Url::parse("sqlite://"));
  connection->execute(
      "CREATE TABLE Artist (Id INTEGER, No INTEGER, PRIMARY KEY (Id, No)); CREATE TABLE album (id INTEGER PRIMARY KEY, a, b,"
      "up REFERENCES ALBUM, gone REFERENCES nowhere, FOREIGN KEY (a, b) REFERENCES artist, FOREIGN KEY (B, A) REFERENCES artist (no, id))");
  auto inspector = connection->inspector();
  const auto album = *inspector->reflect("album", std::nullopt);
  const auto keys = all_of<ForeignKeyConstraint>(album);
  REQUIRE(keys.size() == 4);
  CHECK(keys[0].table == "album");
  CHECK(keys[0].referred == std::vector<std::string>{"id"});
  CHECK(keys[1].referred.empty());
  CHECK(keys[2].table == "Artist");
  CHECK(keys[2].referred == std::vector<std::string>{"Id", "No"});
  CHECK(keys[3].columns == std::vector<std::string>{"b", "a"});
  CHECK(keys[3].referred == std::vector<std::string>{"No", "Id"});
  CHECK(inspector->tables(std::nullopt)[1] == album);
}

TEST_CASE("STRICT, WITHOUT ROWID and generated columns of SQLite are kept", "[db]") {
  auto table = reflected(
      "CREATE TABLE t(a TEXT PRIMARY KEY, b INT GENERATED ALWAYS AS (length(a)) STORED, c INT AS (b + 1), d INT AS (1) VIRTUAL) "
      "STRICT, WITHOUT ROWID");
  CHECK(option_value(table.options, "sqlite_strict") == Value(true));
  CHECK(option_value(table.options, "sqlite_with_rowid") == Value(false));
  CHECK(table.columns[1].computed->sqltext == Expr::text("length(a)"));
  CHECK(table.columns[1].computed->persisted == true);
  CHECK_FALSE(table.columns[2].computed->persisted.has_value());
  CHECK(table.columns[3].computed->persisted == false);
}

TEST_CASE("indexes of an SQLite table keep expressions, order, collation and condition", "[db]") {
  auto table = reflected(
      "CREATE TABLE t (a UNIQUE, b); CREATE INDEX ix ON t (A, b COLLATE NOCASE DESC, lower(a || ',') DESC);"
      "CREATE UNIQUE INDEX IF NOT EXISTS main.\"Ix 2\" ON t(b) WHERE b > 'x, y' -- rest\n");
  REQUIRE(table.indexes.size() == 2);
  const auto& columns = table.indexes[0].columns;
  REQUIRE(columns.size() == 3);
  CHECK(columns[0] == Expr::column("a"));
  CHECK(columns[1].is("desc"));
  CHECK(columns[1].args[0].is("collate"));
  CHECK(columns[1].args[0].name == "NOCASE");
  CHECK(columns[1].args[0].args[0] == Expr::column("b"));
  CHECK(columns[2].args[0] == Expr::text("lower(a || ',')"));
  CHECK(table.indexes[1].name == Name("Ix 2", true));
  CHECK(table.indexes[1].unique);
  CHECK(option(table.indexes[1].options, "sqlite_where")->name == "b > 'x, y'");
}

TEST_CASE("only the triggers that go with an SQLite table are attached to it, in order", "[db]") {
  auto table = reflected(
      "CREATE TABLE t (a); CREATE TABLE other (a); CREATE VIEW v1 AS SELECT a FROM T;"
      "CREATE TRIGGER own AFTER INSERT ON t BEGIN SELECT 1; END;"
      "CREATE TRIGGER theirs AFTER INSERT ON other BEGIN DELETE FROM \"t\"; END;"
      "CREATE TRIGGER mine AFTER DELETE ON T BEGIN SELECT 2; END");
  REQUIRE(table.attached_sql.size() == 2);
  CHECK_THAT(table.attached_sql[0], Catch::StartsWith("CREATE TRIGGER own"));
  CHECK_THAT(table.attached_sql[1], Catch::StartsWith("CREATE TRIGGER mine"));
}

TEST_CASE("tables that SQLite wrote or changed itself can be read", "[db]") {
  auto copied = reflected("CREATE TABLE t AS SELECT 1 AS a, 'x' AS \"b c\"");
  CHECK(copied.columns.size() == 2);
  CHECK(copied.columns[1].name == "b c");
  auto altered = reflected(
      "CREATE TABLE u (a INTEGER, CONSTRAINT x CHECK (a > 0)); ALTER TABLE u ADD COLUMN b VARCHAR(5) DEFAULT 'q' REFERENCES u "
      "(a);"
      "ALTER TABLE u RENAME TO t; ALTER TABLE t RENAME COLUMN a TO \"a 2\"");
  CHECK(altered.columns.size() == 2);
  CHECK(altered.columns[0].name == "a 2");
  CHECK(altered.columns[1].type == typed("VARCHAR", 5));
  CHECK(all_of<CheckConstraint>(altered).size() == 1);
  CHECK(all_of<ForeignKeyConstraint>(altered).size() == 1);
  CHECK(reflected("CREATE VIRTUAL TABLE t USING fts5(title, body)").columns.size() == 2);
}

TEST_CASE("an SQLite inspector lists tables, views and schemas", "[db]") {
  auto connection = db::connect_sqlite(Url::parse("sqlite://"));
  connection->execute(
      "CREATE TABLE b (x INTEGER PRIMARY KEY AUTOINCREMENT); CREATE TABLE a (x); CREATE VIEW v AS SELECT 1; ATTACH ':memory:' AS "
      "\"o's\"; CREATE TABLE \"o's\".z (q)");
  auto inspector = connection->inspector();
  CHECK(inspector->table_names(std::nullopt) == std::vector<std::string>{"a", "b"});
  CHECK(inspector->view_names(std::nullopt) == std::vector<std::string>{"v"});
  CHECK(inspector->schema_names() == std::vector<std::string>{"main", "o's"});
  CHECK(inspector->has_table("A", std::nullopt));
  CHECK(inspector->has_table("v", std::nullopt));
  CHECK_FALSE(inspector->has_table("z", std::nullopt));
  CHECK(inspector->reflect("z", "o's")->schema == "o's");
  CHECK_FALSE(inspector->reflect("v", std::nullopt).has_value());
  CHECK_FALSE(inspector->reflect("nope", std::nullopt).has_value());
}

TEST_CASE("a key keeps its direction, and a collation of its own", "[db]") {
  auto connection = db::connect_sqlite(Url::parse("sqlite://"));
  connection->execute(
      "CREATE TABLE t (a TEXT, b TEXT, UNIQUE (A COLLATE NOCASE, b)); CREATE TABLE u (a TEXT COLLATE NOCASE, PRIMARY KEY (a "
      "COLLATE nocase DESC))");
  const auto t = connection->inspector()->reflect("t", std::nullopt);
  const auto unique = all_of<UniqueConstraint>(*t).at(0);
  CHECK(unique.columns == std::vector<std::string>{"a", "b"});
  REQUIRE(option(unique.options, "sqlite_collate"));
  CHECK(option(unique.options, "sqlite_collate")->named.size() == 1);
  CHECK(option(unique.options, "sqlite_collate")->find("a")->value == Value("NOCASE"));
  const auto u = connection->inspector()->reflect("u", std::nullopt);
  REQUIRE(u->primary_key()->options.size() == 1);
  CHECK(option(u->primary_key()->options, "sqlite_order")->find("a")->value == Value("DESC"));
}

TEST_CASE("all tables of SQLite are read by one query, without virtual tables and what those keep", "[db]") {
  auto connection = db::connect_sqlite(Url::parse("sqlite://"));
  for (int i = 0; i < 30; ++i) {
    const std::string n = std::to_string(i);
    connection->execute("CREATE TABLE t" + n + " (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT UNIQUE, b REFERENCES t" + n +
                        "); CREATE INDEX i" + n + " ON T" + n + " (a); CREATE TRIGGER g" + n + " AFTER DELETE ON t" + n +
                        " BEGIN SELECT 1; END");
  }
  connection->execute("CREATE VIRTUAL TABLE docs USING fts5(title); CREATE VIRTUAL TABLE places USING rtree(id, a, b)");
  struct Counting final : db::Connection {
    explicit Counting(db::Connection& real) : connection(real) {}
    db::Connection& connection;
    int queries = 0;
    std::int64_t execute(const std::string&, const std::vector<Value>&) override { return ++queries; }
    std::int64_t execute_many(const std::string&, const std::vector<std::vector<Value>>&) override { return ++queries; }
    std::unique_ptr<Cursor> query(const std::string& sql, const std::vector<Value>& params) override {
      ++queries;
      return connection.query(sql, params);
    }
    std::int64_t copy_rows(const db::CopyTarget&, RowSource&) override { return 0; }
    void begin() override {}
    void commit() override {}
    void rollback() noexcept override {}
    bool in_transaction() const override { return false; }
    void fence(bool) override {}
    std::unique_ptr<Inspector> inspector() override { return db::make_sqlite_inspector(*this); }
    void interrupt() noexcept override {}
    std::optional<std::string> writer(const std::string&) override { return std::nullopt; }
    void on_notice(std::function<void(const std::string&)>) override {}
  } counting(*connection);
  auto inspector = counting.inspector();
  const auto tables = inspector->tables(std::nullopt);
  CHECK(counting.queries == 1);
  REQUIRE(tables.size() == 30);
  for (const auto& table : tables) {
    CHECK(table == *inspector->reflect(table.name, std::nullopt));
    CHECK(table.indexes.size() == 1);
    CHECK(table.attached_sql.size() == 1);
  }
  CHECK(connection->inspector()->reflect("docs", std::nullopt)->columns.size() == 1);
}

TEST_CASE("views of SQLite are listed with what they select", "[db]") {
  auto connection = db::connect_sqlite(Url::parse("sqlite://"));
  connection->execute("CREATE VIEW v AS SELECT 1 AS one; CREATE VIEW IF NOT EXISTS a (x, \"y z\") AS SELECT 1, (2)");
  const auto views = connection->inspector()->views(std::nullopt);
  REQUIRE(views.size() == 2);
  CHECK(views[0].definition == "WITH named (x, \"y z\") AS (SELECT 1, (2)) SELECT * FROM named");
  CHECK(views[1].definition == "SELECT 1 AS one");
  connection->execute("CREATE VIEW again AS " + views[0].definition);
  auto cursor = connection->query("SELECT x, \"y z\" FROM again");
  std::vector<Value> row;
  REQUIRE(cursor->next(row));
  CHECK(row == std::vector<Value>{1, 2});
}

TEST_CASE("declared SQLite types become SQLAlchemy's where they render the same", "[db]") {
  CHECK(db::sqlite_type("integer") == typed("INTEGER"));
  CHECK(db::sqlite_type("VARCHAR(20)") == typed("VARCHAR", 20));
  CHECK(db::sqlite_type("VARCHAR ( 20 )") == typed("VARCHAR", 20));
  for (const char* odd :
       {"INT(11)", "DOUBLE PRECISION", "VARCHAR(20 CHAR)", "FLOAT(24)", "NUMERIC(-1)", "\"my type\"", "VARCHAR(1,2)"}) {
    INFO(odd);
    CHECK(db::sqlite_type(odd).name == "custom");
    CHECK(db::sqlite_type(odd).sql == odd);
  }
}
