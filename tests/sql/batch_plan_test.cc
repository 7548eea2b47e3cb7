#include "sql/batch_plan.h"

#include <catch2/catch.hpp>

#include <sqlite3.h>

#include <memory>

#include "sql/batch_alter.h"
#include "support/errors.h"
#include "support/tables.h"

using namespace runner;
using namespace runner::schema;
using namespace runner::sql;
using namespace runner::test;

namespace {

using Lines = std::vector<std::string>;

class NothingKnown : public Facts {
 public:
  std::optional<std::vector<std::string>> enum_values(const std::optional<std::string>&, const std::string&) override {
    return std::nullopt;
  }
  std::optional<Table> table(const std::optional<std::string>&, const std::string&) override { return std::nullopt; }
};

const auto kSqlite = make_dialect("sqlite");
const auto kPostgresql = make_dialect("postgresql");

Lines lines(const std::vector<Statement>& statements) {
  Lines texts;
  for (const Statement& statement : statements) {
    texts.push_back(statement.sql);
  }
  return texts;
}

CompileOptions printed() {
  CompileOptions options;
  options.printed = true;
  return options;
}

Lines plan(const ops::BatchAlterTable& batch, const Table& before, const Dialect& dialect = *kSqlite) {
  return lines(plan_recreate(batch, normalized(before), dialect, printed()));
}

// A real SQLite in memory that holds a table and is asked what became of it.
class Database {
 public:
  Database() { REQUIRE(sqlite3_open(":memory:", &handle_) == SQLITE_OK); }
  ~Database() { sqlite3_close(handle_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const std::string& sql) {
    char* message = nullptr;
    const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &message);
    INFO(sql << ": " << (message ? message : ""));
    sqlite3_free(message);
    REQUIRE(code == SQLITE_OK);
  }
  void create(const Table& made) {
    NothingKnown facts;
    for (const Statement& statement : kSqlite->compile(ops::CreateTable{made}, facts, printed())) {
      run(statement.sql);
    }
  }
  void run(const ops::BatchAlterTable& batch, const Table& before) {
    run("BEGIN");
    for (const std::string& sql : plan(batch, before)) {
      run(sql);
    }
    run("COMMIT");
  }
  // Rows as "1|x", one after the other.
  Lines rows(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    REQUIRE(sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> owner(statement, sqlite3_finalize);
    Lines found;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      std::string row;
      for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const auto* cell = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
        row += (i ? "|" : "") + std::string(cell ? cell : "NULL");
      }
      found.push_back(row);
    }
    return found;
  }

 private:
  sqlite3* handle_ = nullptr;
};

ops::BatchAlterTable batch(std::vector<ops::TableOp> operations, ops::Recreate recreate = ops::Recreate::kAuto) {
  ops::BatchAlterTable made;
  made.table_name = "t";
  made.recreate = recreate;
  made.operations = std::move(operations);
  return made;
}

ops::AlterColumn alter(const std::string& name) {
  ops::AlterColumn op;
  op.table_name = "t";
  op.column_name = name;
  return op;
}

ops::AlterColumn not_null(const std::string& name) {
  ops::AlterColumn op = alter(name);
  op.nullable = false;
  return op;
}

const Table kTable = table("t", {key_column("id"), column("a", string_type(10))}, {}, {index(Name("ix_a", true), {"a"})});

}  // namespace

TEST_CASE("a rebuild makes, fills, swaps, and indexes again", "[sql]") {
  ops::AlterColumn renamed = alter("a");
  renamed.new_column_name = "c";
  const Lines sql = plan(batch({renamed}), kTable);
  REQUIRE(sql.size() == 7);
  CHECK_THAT(sql[0], Catch::StartsWith("CREATE TABLE _alembic_tmp_t (") && Catch::Contains("c VARCHAR(10)"));
  CHECK(sql[1] == "INSERT INTO _alembic_tmp_t (id, c) SELECT t.id, t.a FROM t");
  CHECK(sql[2] == "DROP TABLE t");
  CHECK(sql[3] == "PRAGMA legacy_alter_table=ON");
  CHECK(sql[4] == "ALTER TABLE _alembic_tmp_t RENAME TO t");
  CHECK(sql[5] == "PRAGMA legacy_alter_table=OFF");
  CHECK(sql[6] == "CREATE INDEX ix_a ON t (c)");
}

TEST_CASE("another kind of type is copied through CAST, new and computed columns are not copied", "[sql]") {
  ops::AlterColumn retyped = alter("a");
  retyped.type_ = type("Integer");
  ops::AddColumn added;
  added.column = column("fresh");
  Table before = kTable;
  Column twice = column("twice");
  twice.computed = Computed{Expr::text("id * 2"), true};
  before.columns.push_back(twice);
  CHECK(plan(batch({retyped, added}), before).at(1) ==
        "INSERT INTO _alembic_tmp_t (id, a) SELECT t.id, CAST(t.a AS INTEGER) AS a FROM t");
}

TEST_CASE("the temporary name is cut to fifty bytes, between characters", "[sql]") {
  CHECK(batch_temp_name("t") == "_alembic_tmp_t");
  CHECK(batch_temp_name(std::string(60, 'x')) == "_alembic_tmp_" + std::string(37, 'x'));
  CHECK(batch_temp_name(std::string(36, 'x') + "\xC3\xA9") == "_alembic_tmp_" + std::string(36, 'x'));
}

TEST_CASE("data, triggers, views and indexes survive a rebuild", "[sql]") {
  Database database;
  Table before = kTable;
  database.create(before);
  database.run("CREATE TABLE log (what)");
  database.run("CREATE VIEW v AS SELECT a FROM t");
  before.attached_sql = {"CREATE TRIGGER g AFTER UPDATE OF a ON t BEGIN INSERT INTO log VALUES (NEW.a); END"};
  database.run(before.attached_sql[0]);
  database.run("INSERT INTO t VALUES (1, 'x'), (2, 'y')");
  database.run(batch({not_null("a")}), before);
  CHECK(database.rows("SELECT * FROM t ORDER BY id") == Lines{"1|x", "2|y"});
  database.run("UPDATE t SET a = 'z' WHERE id = 1");
  CHECK(database.rows("SELECT what FROM log") == Lines{"z"});
  CHECK(database.rows("SELECT a FROM v ORDER BY a") == Lines{"y", "z"});
  CHECK(database.rows("SELECT name FROM sqlite_master WHERE type = 'index'") == Lines{"ix_a"});
}

TEST_CASE("an AUTOINCREMENT counter goes on where it was, also on an empty table", "[sql]") {
  for (const char* left : {"id > 0", "id > 2", "id > 99"}) {
    Database database;
    Table before = kTable;
    before.options = {{"sqlite_autoincrement", Expr::literal(true)}};
    database.create(before);
    database.run("INSERT INTO t (a) VALUES ('x'), ('y'), ('z')");
    database.run(std::string("DELETE FROM t WHERE ") + left);
    database.run(batch({not_null("a")}), before);
    database.run("INSERT INTO t (a) VALUES ('next')");
    CHECK(database.rows("SELECT id FROM t WHERE a = 'next'") == Lines{"4"});
    CHECK(database.rows("SELECT * FROM sqlite_sequence") == Lines{"t|4"});
  }
}

TEST_CASE("a table that never counted needs no counter after it", "[sql]") {
  Database database;
  Table before = kTable;
  before.options = {{"sqlite_autoincrement", Expr::literal(true)}};
  database.create(before);
  database.run(batch({not_null("a")}), before);
  database.run("INSERT INTO t (a) VALUES ('first')");
  CHECK(database.rows("SELECT id FROM t") == Lines{"1"});
}

TEST_CASE("STRICT, WITHOUT ROWID, ON CONFLICT and unnamed CHECKs are kept", "[sql]") {
  Database database;
  Table before = table("t", {key_column("id"), column("a"), column("b")}, {unique_on("uq", {"a"}), check("", "b > 0")});
  std::get<UniqueConstraint>(before.constraints[0]).options = {{"sqlite_on_conflict", Expr::literal("REPLACE")}};
  before.options = {{"sqlite_strict", Expr::literal(true)}, {"sqlite_with_rowid", Expr::literal(false)}};
  database.create(before);
  database.run("INSERT INTO t VALUES (1, 2, 3)");
  database.run(batch({not_null("b")}), before);
  database.run("INSERT INTO t VALUES (7, 2, 8)");
  CHECK(database.rows("SELECT * FROM t") == Lines{"7|2|8"});
  CHECK(database.rows("SELECT wr, strict FROM pragma_table_list('t')") == Lines{"1|1"});
  CHECK(database.rows("SELECT count(*) FROM sqlite_master WHERE sql LIKE '%CHECK (b > 0)%'") == Lines{"1"});
}

TEST_CASE("a self-reference points at the table itself afterwards", "[sql]") {
  Database database;
  const Table before = table("t", {key_column("id"), column("up")}, {foreign("fk", {"up"}, "t", {"id"})});
  database.create(before);
  ops::AlterColumn renamed = alter("id");
  renamed.new_column_name = "key";
  database.run(batch({renamed}), before);
  CHECK(database.rows("SELECT \"table\", \"from\", \"to\" FROM pragma_foreign_key_list('t')") == Lines{"t|up|key"});
}

TEST_CASE("conventions name what a batch adds by the table's own name", "[sql]") {
  CompileOptions options = printed();
  options.naming.templates = {{"uq", "uq_%(table_name)s_%(column_0_name)s"}, {"pk", "pk_%(table_name)s"}};
  ops::CreateUniqueConstraint unique;
  unique.constraint = unique_on("", {"a"});
  const Lines sql = lines(plan_recreate(batch({unique}), normalized(kTable), *kSqlite, options));
  CHECK_THAT(sql[0], Catch::Contains("CONSTRAINT uq_t_a UNIQUE (a)") && !Catch::Contains("pk_"));
}

TEST_CASE("only SQLite rebuilds by itself, and only for what ALTER cannot do", "[sql]") {
  CHECK(needs_recreate(batch({not_null("a")}), *kSqlite));
  CHECK_FALSE(needs_recreate(batch({not_null("a")}), *kPostgresql));
  CHECK_FALSE(needs_recreate(batch({ops::CreateIndex{}}), *kSqlite));
  CHECK_FALSE(needs_recreate(batch({not_null("a")}, ops::Recreate::kNever), *kSqlite));
  CHECK(needs_recreate(batch({}, ops::Recreate::kAlways), *kPostgresql));
}

TEST_CASE("without a rebuild the queued operations get the batch's table", "[sql]") {
  ops::BatchAlterTable made = batch({ops::CreateForeignKey{}, ops::AddColumn{}});
  made.schema = "s";
  const auto plain = as_plain_ops(made);
  REQUIRE(plain.size() == 2);
  CHECK(std::get<ops::CreateForeignKey>(plain[0]).source_table == "t");
  CHECK(std::get<ops::CreateForeignKey>(plain[0]).source_schema == "s");
  CHECK(std::get<ops::AddColumn>(plain[1]).table_name == "t");
  ops::AddColumn placed;
  placed.insert_after = "a";
  CHECK_THAT(error_of([&] { as_plain_ops(batch({placed})); }).what(), Catch::Contains("please specify recreate='always'"));
}

TEST_CASE("on PostgreSQL the old table gives up its names first and numbers go on", "[sql]") {
  Table before = table("t", {key_column("id"), column("a")}, {unique_on(Name("uq", true), {"a"})});
  const Lines sql = plan(batch({}, ops::Recreate::kAlways), before, *kPostgresql);
  REQUIRE(sql.size() == 6);
  CHECK(sql[0] == "ALTER TABLE t DROP CONSTRAINT uq");
  CHECK_THAT(sql[1], Catch::StartsWith("CREATE TABLE _alembic_tmp_t ("));
  CHECK(sql[4] == "ALTER TABLE _alembic_tmp_t RENAME TO t");
  CHECK(sql[5] == "SELECT setval(pg_get_serial_sequence('t', 'id'), coalesce(max(id), 1), max(id) IS NOT NULL) FROM t");
}
