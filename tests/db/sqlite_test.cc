#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/error.h"
#include "base/interrupt.h"
#include "db/connection.h"
#include "support/rows.h"
#include "support/temporary_directory.h"

using namespace runner;
using runner::test::all_rows;
using runner::test::error_of;
using runner::test::GivenRows;
using runner::test::TemporaryDirectory;

namespace {

namespace fs = std::filesystem;

std::unique_ptr<db::Connection> memory() {
  return db::connect_sqlite(Url::parse("sqlite://"));
}
std::unique_ptr<db::Connection> open(const fs::path& file, const std::string& query = "") {
  return db::connect_sqlite(Url::parse("sqlite:///" + file.string() + query));
}
Value cell(db::Connection& connection, const std::string& sql, const std::vector<Value>& params = {}) {
  return all_rows(*connection.query(sql, params)).at(0).at(0);
}

}  // namespace

TEST_CASE("looking at an SQLite file that is not there leaves no file behind", "[db]") {
  TemporaryDirectory folder;
  const auto file = folder.path() / "new.db";
  auto connection = open(file);
  CHECK_FALSE(connection->inspector()->has_table("alembic_version", std::nullopt));
  CHECK(cell(*connection, "SELECT count(*) FROM sqlite_master") == Value(0));
  connection->execute("PRAGMA foreign_keys = ON");
  CHECK_FALSE(fs::exists(file));

  SECTION("begin creates it, and settings made before hold") {
    connection->begin();
    connection->execute("CREATE TABLE t (a)");
    connection->commit();
    CHECK(fs::file_size(file) > 0);
    CHECK(cell(*connection, "PRAGMA foreign_keys") == Value(1));
  }
  SECTION("a statement that writes creates it") {
    connection->execute("SELECT 1; CREATE TABLE t (a)");
    CHECK(fs::exists(file));
    CHECK(connection->inspector()->has_table("t", std::nullopt));
  }
  SECTION("a file that appears meanwhile is seen") {
    open(file)->execute("CREATE TABLE other (a)");
    CHECK(connection->inspector()->has_table("other", std::nullopt));
  }
}

TEST_CASE("places that cannot be an SQLite database are connect errors with a hint", "[db]") {
  TemporaryDirectory folder;
  auto refused = [&](const std::string& name, const std::string& query, const std::string& why) {
    INFO(name + query);
    auto error = error_of([&] { open(folder.path() / name, query)->execute("SELECT * FROM sqlite_master"); });
    CHECK(error.code == ErrorCode::kConnect);
    CHECK_THAT(error.what(), Catch::Contains(why));
    CHECK_FALSE(error.hint.empty());
  };
  refused("", "", "is a directory");
  refused("no/such/folder/x.db", "", "does not exist");
  refused("missing.db", "?mode=ro", "no such file");
  refused("missing.db", "?mode=rw", "no such file");
  std::ofstream(folder.path() / "text.db") << std::string(5000, 'x');
  refused("text.db", "", "is not an SQLite database");
  CHECK(error_of([&] { open(folder.path() / "x.db", "?mode=rx"); }).code == ErrorCode::kConnect);
  CHECK(error_of([&] { open(folder.path() / "x.db", "?timeout=soon"); }).code == ErrorCode::kConnect);
}

TEST_CASE("mode=ro reads, and a write says why it cannot", "[db]") {
  TemporaryDirectory folder;
  const auto file = folder.path() / "a b.db";
  open(file)->execute("CREATE TABLE t (a); INSERT INTO t VALUES (7)");
  auto connection = open(file, "?mode=ro");
  CHECK(cell(*connection, "SELECT a FROM t") == Value(7));
  auto error = error_of([&] { connection->execute("INSERT INTO t VALUES (8)"); });
  CHECK(error.code == ErrorCode::kSql);
  CHECK(error.sqlstate == "SQLITE_READONLY");
  CHECK_THAT(error.hint, Catch::Contains("mode=ro"));
}

TEST_CASE("SQLite values come back as they were given", "[db]") {
  auto connection = memory();
  auto same = [&](const Value& given, const Value& back) { CHECK(cell(*connection, "SELECT ?", {given}) == back); };
  same(Null{}, Null{});
  same(std::int64_t{9223372036854775807}, std::int64_t{9223372036854775807});
  same(1.5, 1.5);
  same("it's \xC3\xA9", "it's \xC3\xA9");
  same(std::string("a\0b", 3), std::string("a\0b", 3));
  same(Bytes{std::string("\0\xFF", 2)}, Bytes{std::string("\0\xFF", 2)});
  same(Bytes{""}, Bytes{""});
  same(true, 1);
  same(Decimal{"123456789012345678"}, std::int64_t{123456789012345678});
  same(Decimal{"12345678901234567890.5"}, "12345678901234567890.5");
  same(ValueObject{{"a", ValueList{1, Null{}}}}, "{\"a\": [1, null]}");
}

TEST_CASE("declared BOOLEAN and NUMERIC columns of SQLite read as booleans and exact digits", "[db]") {
  auto connection = memory();
  connection->execute("CREATE TABLE t (b boolean, n DECIMAL(20, 2), i INTEGER)");
  connection->execute("INSERT INTO t VALUES (1, 0.1, 1), (0, 100000000000000000000, 0), (7, 12, 5)");
  auto rows = all_rows(*connection->query("SELECT b, n, i FROM t"));
  CHECK(rows[0] == std::vector<Value>{true, Decimal{"0.1"}, 1});
  CHECK(rows[1] == std::vector<Value>{false, Decimal{"100000000000000000000"}, 0});
  CHECK(rows[2] == std::vector<Value>{7, Decimal{"12"}, 5});
}

TEST_CASE("a text of several SQLite statements runs in order and names the one that failed", "[db]") {
  auto connection = memory();
  CHECK(connection->execute("-- nothing\n; /* here */ ;") == 0);
  CHECK(connection->execute("CREATE TABLE t (a UNIQUE);\nINSERT INTO t VALUES (1), (2); -- two\nUPDATE t SET a = a + 10") == 4);
  connection->execute("CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; SELECT 2; END; INSERT INTO t VALUES (3)");
  CHECK(cell(*connection, "SELECT count(*) FROM t") == Value(3));

  auto error = error_of([&] { connection->execute("SELECT 1;\n\nSELECT 2\nFORM t;\nSELECT 3"); });
  CHECK(error.code == ErrorCode::kSql);
  CHECK_THAT(error.what(), Catch::StartsWith("statement 2 (line 4): near \"t\""));
  CHECK(error.sql == "SELECT 2\nFORM t;");
  CHECK(error.sql_line == 2);

  error = error_of([&] { connection->execute("INSERT INTO t VALUES (20);\nINSERT INTO t VALUES (20)"); });
  CHECK(error.sqlstate == "SQLITE_CONSTRAINT_UNIQUE");
  CHECK(error.sql == "INSERT INTO t VALUES (20)");
  CHECK_THAT(error.what(), Catch::Contains("statement 2 (line 2): UNIQUE constraint failed: t.a"));

  error = error_of([&] { connection->execute("\nSELEC 1"); });
  CHECK_THAT(error.what(), Catch::StartsWith("near \"SELEC\""));
  CHECK(error.sql_line == 2);
}

TEST_CASE("a number of values that does not fit an SQLite statement is an error", "[db]") {
  auto connection = memory();
  CHECK(error_of([&] { connection->execute("SELECT ?, ?", {1}); }).code == ErrorCode::kScript);
  CHECK(error_of([&] { connection->execute("SELECT :name"); }).code == ErrorCode::kScript);
  CHECK(error_of([&] { connection->execute("SELECT ?; SELECT ?", {1}); }).code == ErrorCode::kScript);
  CHECK(error_of([&] { connection->execute(std::string("SELECT 1\0, 2", 12)); }).code == ErrorCode::kSql);
}

TEST_CASE("the fence stops transaction control on SQLite, and only that", "[db]") {
  auto connection = memory();
  connection->execute("CREATE TABLE t (a)");
  connection->fence(true);
  connection->begin();
  for (const char* sql : {"COMMIT", "ROLLBACK", "BEGIN", "END", "INSERT INTO t VALUES (1); COMMIT"}) {
    INFO(sql);
    auto error = error_of([&] { connection->execute(sql); });
    CHECK(error.code == ErrorCode::kScript);
    CHECK_THAT(error.what(), Catch::Contains("in a script is not allowed"));
    CHECK_THAT(error.hint, Catch::Contains("autocommit_block"));
    CHECK(error_of([&] { connection->query(sql); }).code == ErrorCode::kScript);
  }
  CHECK(connection->in_transaction());
  connection->execute("SAVEPOINT s; INSERT INTO t VALUES (2); ROLLBACK TO s; RELEASE s; ATTACH ':memory:' AS other");
  connection->execute("PRAGMA foreign_keys = ON");
  connection->commit();
  CHECK_FALSE(connection->in_transaction());
  connection->execute("PRAGMA foreign_keys = ON");
  CHECK(cell(*connection, "PRAGMA foreign_keys") == Value(0));
}

TEST_CASE("a transaction that SQLite rolled back by itself is noticed", "[db]") {
  auto connection = memory();
  connection->execute("CREATE TABLE t (a UNIQUE ON CONFLICT ROLLBACK)");
  connection->begin();
  connection->execute("INSERT INTO t VALUES (1)");
  CHECK(connection->in_transaction());
  error_of([&] { connection->execute("INSERT INTO t VALUES (1)"); });
  CHECK_FALSE(connection->in_transaction());
  CHECK(error_of([&] { connection->commit(); }).code == ErrorCode::kState);
  connection->rollback();
}

TEST_CASE("rows of a query stay as they were while the loop changes the table", "[db]") {
  auto connection = memory();
  connection->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)");
  connection->execute(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO t SELECT i, 'x' FROM n");
  auto cursor = connection->query("SELECT id FROM t ORDER BY id");
  std::vector<Value> row;
  std::int64_t seen = 0;
  while (cursor->next(row)) {
    if (++seen == 10) connection->execute("DROP TABLE t");
  }
  CHECK(seen == 1000);
  CHECK_FALSE(cursor->close());
}

TEST_CASE("a cursor says its columns, its row count and whether it still had rows", "[db]") {
  auto connection = memory();
  connection->execute("CREATE TABLE t (a, b)");
  auto inserted = connection->query("INSERT INTO t VALUES (1, 2), (3, 4)");
  CHECK(inserted->columns().empty());
  CHECK(inserted->rowcount() == 2);
  auto returned = connection->query("DELETE FROM t WHERE a = 1 RETURNING b AS gone");
  CHECK(returned->columns() == std::vector<std::string>{"gone"});
  CHECK(returned->rowcount() == 1);
  CHECK(all_rows(*returned) == std::vector<std::vector<Value>>{{2}});
  auto empty = connection->query("SELECT a, b AS \"B c\" FROM t WHERE 0");
  CHECK(empty->columns() == std::vector<std::string>{"a", "B c"});
  CHECK(empty->rowcount() == -1);
  auto some = connection->query("SELECT * FROM t");
  CHECK(some->close());
  std::vector<Value> row;
  CHECK_FALSE(some->next(row));
  CHECK(connection->query("CREATE TABLE u (a)")->rowcount() == 0);
}

TEST_CASE("copy_rows writes typed values into SQLite, all or none", "[db]") {
  auto connection = memory();
  connection->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, data BLOB, doc JSON, flag BOOLEAN)");
  schema::Type binary{"LargeBinary"}, json{"JSON"}, boolean{"Boolean"};
  db::CopyTarget target{"t", {"id", "data", "doc", "flag"}, {nullptr, &binary, &json, &boolean}};
  GivenRows good({"id", "data", "doc", "flag"}, {{1, "raw", ValueObject{{"k", 1}}, true}, {2, Null{}, Null{}, false}});
  CHECK(connection->copy_rows(target, good) == 2);
  CHECK(cell(*connection, "SELECT typeof(data) || typeof(doc) || doc FROM t WHERE id = 1") == Value("blobtext{\"k\": 1}"));
  CHECK(cell(*connection, "SELECT flag FROM t WHERE id = 1") == Value(true));

  GivenRows bad({"id", "data", "doc", "flag"}, {{3, Null{}, Null{}, false}, {1, Null{}, Null{}, false}});
  auto error = error_of([&] { connection->copy_rows(target, bad); });
  CHECK_THAT(error.what(), Catch::StartsWith("row 2: UNIQUE constraint failed"));
  CHECK(cell(*connection, "SELECT count(*) FROM t") == Value(2));
  CHECK_FALSE(connection->in_transaction());

  CHECK(connection->execute_many("UPDATE t SET flag = ? WHERE id = ?", {{false, 1}, {true, 2}, {true, 9}}) == 2);
}

TEST_CASE("a second writer waits for the timeout of the URL and then says busy", "[db]") {
  TemporaryDirectory folder;
  auto first = open(folder.path() / "x.db"), second = open(folder.path() / "x.db", "?timeout=0.05");
  first->begin();
  auto error = error_of([&] { second->begin(); });
  CHECK(error.sqlstate == "SQLITE_BUSY");
  CHECK_FALSE(error.hint.empty());
  first->rollback();
  second->begin();
  CHECK(second->in_transaction());
}

TEST_CASE("interrupt stops a running SQLite statement", "[db]") {
  auto connection = memory();
  std::thread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    connection->interrupt();
  });
  auto error = error_of(
      [&] { connection->execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"); });
  stopper.join();
  CHECK(error.code == ErrorCode::kInterrupted);
}

TEST_CASE("a signal that came just before a SQLite statement stops it too", "[db]") {
  auto connection = memory();
  connection->execute("CREATE TABLE t (a)");
  connection->begin();
  interrupt::install();
  raise(SIGINT);
  auto error = error_of([&] {
    connection->execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000000) INSERT INTO t SELECT count(*) FROM n");
  });
  connection->rollback();
  interrupt::clear();
  CHECK(error.code == ErrorCode::kInterrupted);
  CHECK_FALSE(connection->in_transaction());
  CHECK(cell(*connection, "SELECT count(*) FROM t") == Value(0));
}

TEST_CASE("the journal of a killed writer is recovered, and mode=ro says what to do", "[db]") {
  TemporaryDirectory folder;
  const auto file = folder.path() / "x.db";
  open(file)->execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    auto connection = open(file);
    connection->execute("PRAGMA cache_size = 1");
    connection->begin();
    connection->execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999) INSERT INTO t SELECT i FROM n");
    kill(getpid(), SIGKILL);
  }
  waitpid(child, nullptr, 0);
  REQUIRE(fs::exists(file.string() + "-journal"));
  auto error = error_of([&] { cell(*open(file, "?mode=ro"), "SELECT count(*) FROM t"); });
  CHECK_THAT(error.hint, Catch::Contains("without ?mode=ro"));
  CHECK(cell(*open(file), "SELECT count(*) FROM t") == Value(1));
}

TEST_CASE("a full disk is an SQL error with a hint, and the database stays as it was", "[db]") {
  TemporaryDirectory folder;
  auto connection = open(folder.path() / "x.db");
  connection->execute("CREATE TABLE t (a)");
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit small = before;
  small.rlim_cur = 100000;
  auto handler = signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &small);
  connection->begin();
  auto error = error_of([&] {
    connection->execute("INSERT INTO t VALUES (zeroblob(1000000))");
    connection->commit();
  });
  connection->rollback();
  setrlimit(RLIMIT_FSIZE, &before);
  signal(SIGXFSZ, handler);
  CHECK(error.code == ErrorCode::kSql);
  CHECK_THAT(error.hint, Catch::Contains("free space"));
  CHECK_FALSE(connection->in_transaction());
  CHECK(cell(*connection, "SELECT count(*) FROM t") == Value(0));
}

TEST_CASE("URL options that SQLite itself understands are passed on", "[db]") {
  TemporaryDirectory folder;
  const auto file = folder.path() / "odd%20name #1&=.db";  // SQLAlchemy takes an SQLite path as it is written
  open(file)->execute("CREATE TABLE t (a)");
  open(folder.path() / "plain.db")->execute("CREATE TABLE t (a)");
  CHECK(open(folder.path() / "plain.db", "?immutable=1&check_same_thread=false")->inspector()->has_table("t", std::nullopt));
  CHECK(error_of([&] { open(folder.path() / "plain.db", "?vfs=nosuch"); }).code == ErrorCode::kConnect);
  auto first = db::connect_sqlite(Url::parse("sqlite:///file:shared?mode=memory&cache=shared&uri=true"));
  first->execute("CREATE TABLE t (a)");
  CHECK(db::connect_sqlite(Url::parse("sqlite:///file:shared?mode=memory&cache=shared&uri=true"))
            ->inspector()
            ->has_table("t", std::nullopt));
  CHECK_FALSE(fs::exists("shared"));
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder.path())) names.push_back(entry.path().filename());
  CHECK(names.size() == 2);
  CHECK(fs::exists(file));
}
