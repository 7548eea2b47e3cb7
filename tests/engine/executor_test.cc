#include "engine/executor.h"

#include <catch2/catch.hpp>

#include "base/error.h"
#include "engine/version_table.h"

using namespace runner;
using engine::Executor;

namespace {

struct Bench {
  std::unique_ptr<db::Connection> connection = db::connect_sqlite(Url::parse("sqlite://"));
  std::unique_ptr<sql::Dialect> dialect = sql::make_dialect("sqlite");
  Executor executor{*connection, *dialect};

  void run(const std::string& sql) { executor.accept(ops::Execute{schema::Expr::text(sql), {}}, "versions/x.lua:7"); }
  std::int64_t number(const std::string& sql) {
    auto cursor = connection->query(sql);
    std::vector<Value> row;
    REQUIRE(cursor->next(row));
    return *row[0].get_if<std::int64_t>();
  }
};

Error error_of(const std::function<void()>& body) {
  try {
    body();
  } catch (const Error& e) {
    return e;
  }
  FAIL("no error");
  throw std::logic_error("unreachable");
}

}  // namespace

TEST_CASE("executor: what was done in a transaction is gone after a rollback", "[engine]") {
  Bench b;
  b.executor.accept(ops::Begin{}, {});
  b.run("CREATE TABLE t (x INTEGER)");
  b.executor.rollback();
  CHECK(b.number("SELECT count(*) FROM sqlite_master") == 0);
  CHECK(b.executor.commits() == 0);
}

TEST_CASE("executor: a COMMIT in a script is refused before anything of its text runs", "[engine]") {
  Bench b;
  b.executor.accept(ops::Begin{}, {});
  for (const char* sql : {"CREATE TABLE t (x INTEGER); COMMIT", "/* sly */ rollback", "END", "BEGIN"}) {
    const Error e = error_of([&] { b.run(sql); });
    CHECK(e.code == ErrorCode::kScript);
    CHECK(e.where == "versions/x.lua:7");
    CHECK(e.hint.find("autocommit_block") != std::string::npos);
  }
  CHECK(b.connection->in_transaction());
  CHECK(b.number("SELECT count(*) FROM sqlite_master") == 0);
}

TEST_CASE("executor: an error in a text of several statements names the statement", "[engine]") {
  Bench b;
  b.executor.accept(ops::Begin{}, {});
  const Error e = error_of([&] { b.run("CREATE TABLE a (x INTEGER);\n\nINSERT INTO nosuch VALUES (1);"); });
  CHECK(e.code == ErrorCode::kSql);
  CHECK(e.sql == "INSERT INTO nosuch VALUES (1)");
  REQUIRE(e.notes.size() == 1);
  CHECK(e.notes[0] == "in statement 2 of 2, line 3");
}

TEST_CASE("executor: a version row that somebody else moved is noticed by the count of our own UPDATE", "[engine]") {
  Bench b;
  const ops::VersionTable table;
  b.executor.accept(ops::CreateVersionTable{table}, {});
  b.executor.accept(ops::SetVersion{table, "", "aa"}, {});
  const Error e = error_of([&] { b.executor.accept(ops::SetVersion{table, "bb", "cc"}, {}); });
  CHECK(e.code == ErrorCode::kState);
  CHECK(std::string(e.what()) ==
        "Online migration expected to match one row when updating 'bb' to 'cc' in 'alembic_version'; 0 found");
  CHECK(engine::read_version_rows(*b.connection, *b.dialect, table) == std::vector<std::string>{"aa"});
}

TEST_CASE("executor: an autocommit block commits what precedes and begins again after it", "[engine]") {
  Bench b;
  b.executor.accept(ops::Begin{}, {});
  b.run("CREATE TABLE a (x INTEGER)");
  b.executor.accept(ops::BeginAutocommit{}, {});
  CHECK_FALSE(b.connection->in_transaction());
  b.run("CREATE TABLE b (x INTEGER)");
  b.executor.accept(ops::EndAutocommit{}, {});
  CHECK(b.connection->in_transaction());
  b.run("CREATE TABLE c (x INTEGER)");
  b.executor.rollback();
  CHECK(b.number("SELECT count(*) FROM sqlite_master") == 2);
  CHECK(b.executor.commits() == 1);
}

TEST_CASE("executor: a rebuild that breaks a foreign key is stopped before the commit, older breaks are not", "[engine]") {
  Bench b;
  b.connection->execute("CREATE TABLE o (id INTEGER PRIMARY KEY)");
  b.connection->execute("CREATE TABLE old (x INTEGER REFERENCES o(id))");
  b.connection->execute("INSERT INTO old VALUES (42)");
  b.connection->execute("CREATE TABLE t (x INTEGER)");
  b.connection->execute("INSERT INTO t VALUES (7)");
  ops::BatchAlterTable batch;
  batch.table_name = "t";
  ops::CreateForeignKey key;
  key.source_table = "t";
  key.constraint.name = schema::Name("fk_x", true);
  key.constraint.table = "o";
  key.constraint.columns = {"x"};
  key.constraint.referred = {"id"};
  batch.operations.push_back(key);
  b.executor.accept(ops::Begin{}, {});
  b.executor.accept(batch, {});
  const Error e = error_of([&] { b.executor.accept(ops::Commit{}, {}); });
  CHECK(std::string(e.what()).find("1 rows that break a foreign key") != std::string::npos);
  b.executor.rollback();

  b.connection->execute("DELETE FROM t");
  b.executor.accept(ops::Begin{}, {});
  b.executor.accept(batch, {});
  b.executor.accept(ops::Commit{}, {});
  CHECK(b.number("SELECT count(*) FROM pragma_foreign_key_list('t')") == 1);
}

TEST_CASE("executor: a temporary table left behind by a failed rebuild does not block the next one", "[engine]") {
  Bench b;
  b.connection->execute("CREATE TABLE t (x INTEGER, y INTEGER)");
  b.connection->execute("CREATE TABLE _alembic_tmp_t (x INTEGER)");
  ops::BatchAlterTable batch;
  batch.table_name = "t";
  batch.recreate = ops::Recreate::kAlways;
  batch.operations.push_back(ops::DropColumn{"t", "y"});
  b.executor.accept(ops::Begin{}, {});
  b.executor.accept(batch, {});
  b.executor.accept(ops::Commit{}, {});
  CHECK(b.number("SELECT count(*) FROM pragma_table_info('t')") == 1);
  CHECK(b.number("SELECT count(*) FROM sqlite_master") == 1);
}

TEST_CASE("executor: CREATE INDEX CONCURRENTLY in a transaction is refused with the way out", "[engine]") {
  Bench b;
  const auto postgresql = sql::make_dialect("postgresql");
  Executor executor(*b.connection, *postgresql);
  executor.accept(ops::Begin{}, {});
  ops::CreateIndex index;
  index.table_name = "t";
  index.index.name = schema::Name("ix");
  index.index.columns = {schema::Expr::column("x")};
  index.index.options = {{"postgresql_concurrently", schema::Expr::literal(Value(true))}};
  const Error e = error_of([&] { executor.accept(index, "versions/x.lua:3"); });
  CHECK(e.hint.find("autocommit_block") != std::string::npos);
  CHECK(e.sql.find("CONCURRENTLY") != std::string::npos);
  executor.rollback();
}

TEST_CASE("executor: a rebuild keeps the table's triggers, its views and other tables' triggers that use it", "[engine]") {
  Bench b;
  b.connection->execute(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(9)); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT * FROM v;"
      "CREATE TABLE log (x); CREATE TRIGGER own AFTER INSERT ON t BEGIN INSERT INTO log VALUES (NEW.a); END;"
      "CREATE TRIGGER theirs AFTER DELETE ON log BEGIN DELETE FROM t WHERE a = OLD.x; END;"
      "INSERT INTO t (a) VALUES ('x')");
  ops::BatchAlterTable batch;
  batch.table_name = "t";
  ops::AlterColumn alter;
  alter.table_name = "t";
  alter.column_name = "a";
  alter.type_ = schema::Type{.name = "Text"};
  batch.operations.push_back(alter);
  b.executor.accept(ops::Begin{}, {});
  b.executor.accept(batch, {});
  b.executor.accept(ops::Commit{}, {});
  CHECK(b.number("SELECT count(*) FROM w") == 1);
  b.connection->execute("INSERT INTO t (a) VALUES ('y')");
  CHECK(b.number("SELECT count(*) FROM log WHERE x = 'y'") == 1);
  b.connection->execute("DELETE FROM log WHERE x = 'y'");
  CHECK(b.number("SELECT count(*) FROM t") == 1);
  CHECK(b.number("SELECT count(*) FROM pragma_table_info('t') WHERE type = 'TEXT'") == 1);
}
