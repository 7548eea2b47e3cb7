#include <signal.h>
#include <unistd.h>

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <fstream>
#include <thread>

#include "base/error.h"
#include "base/interrupt.h"
#include "db/connection.h"
#include "support/postgres_server.h"
#include "support/rows.h"

using namespace runner;
using runner::test::all_rows;
using runner::test::error_of;
using runner::test::GivenRows;
using runner::test::PostgresServer;

namespace {

// A test on a fresh database: `url` is there, or the test ends (RUNNER_TEST_PG=skip).
#define ON_POSTGRESQL()                              \
  const auto fresh = runner::test::fresh_database(); \
  if (!fresh) {                                      \
    WARN("skipped by RUNNER_TEST_PG=skip");          \
    return;                                          \
  }                                                  \
  const Url url = Url::parse(*fresh);                \
  auto connection = db::connect_postgresql(url, "runner test")

Value cell(db::Connection& connection, const std::string& sql, const std::vector<Value>& params = {}) {
  return all_rows(*connection.query(sql, params)).at(0).at(0);
}

// Sanitizers keep freed memory for a while.
#ifdef __SANITIZE_ADDRESS__
long resident_megabytes() {
  return 0;
}
#else
long resident_megabytes() {
  long size = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> size >> resident;
  return resident * sysconf(_SC_PAGESIZE) / (1 << 20);
}
#endif

std::string backend(db::Connection& connection) {
  return to_json(cell(connection, "SELECT pg_backend_pid()"));
}

// Returns when that one is gone.
void terminate(db::Connection& connection, const std::string& process) {
  connection.execute("SELECT pg_terminate_backend(" + process + ")");
  const std::string there = "SELECT count(*) FROM pg_stat_activity WHERE pid = " + process;
  while (cell(connection, there) != Value(0)) connection.execute("SELECT pg_sleep(0.01)");
}

}  // namespace

TEST_CASE("PostgreSQL cells have the type of their column", "[db]") {
  ON_POSTGRESQL();
  auto reads = [&](const std::string& expression, const Value& value) {
    INFO(expression);
    CHECK(cell(*connection, "SELECT " + expression) == value);
  };
  reads("NULL::int", Null{});
  reads("true", true);
  reads("(-7)::smallint", -7);
  reads("9223372036854775807", std::int64_t{9223372036854775807});
  reads("1.5::float8", 1.5);
  reads("'-infinity'::float4", -std::numeric_limits<double>::infinity());
  reads("12345678901234567890.1230", Decimal{"12345678901234567890.1230"});
  reads("'caf\xC3\xA9'::varchar(9)", "caf\xC3\xA9");
  reads("'\\x00ff'::bytea", Bytes{std::string("\0\xFF", 2)});
  reads("'{\"b\": [1, null], \"a\": 1.50}'::jsonb", ValueObject{{"a", Decimal{"1.50"}}, {"b", ValueList{1, Null{}}}});
  reads("'[true, \"x\"]'::json", ValueList{true, "x"});
  reads("ARRAY[1, NULL, 3]", ValueList{1, Null{}, 3});
  reads("'{}'::text[]", ValueList{});
  reads("ARRAY[ARRAY['a,b', 'c\"d\\'], ARRAY['NULL', NULL]]", ValueList{ValueList{"a,b", "c\"d\\"}, ValueList{"NULL", Null{}}});
  reads("'[0:1]={7,8}'::int[]", ValueList{7, 8});
  reads("ARRAY[true, false]", ValueList{true, false});
  reads("ARRAY[1.50, NULL]", ValueList{"1.50", Null{}});
  reads("ARRAY[99999999999999, 123456789012345]", ValueList{std::int64_t{99999999999999}, "123456789012345"});
  reads("ARRAY[int4range(1, 5)]", ValueList{"[1,5)"});
  reads("'2026-11-20 11:40:27.5'::timestamp", "2026-11-20 11:40:27.5");
  reads("'{\"(1,2)\"}'::point[]", "{\"(1,2)\"}");
}

TEST_CASE("arrays of types that users made are lists too, also of a type that came a moment ago", "[db]") {
  ON_POSTGRESQL();
  connection->begin();
  CHECK(cell(*connection, "SELECT 1") == Value(1));
  connection->execute("CREATE TYPE mood AS ENUM ('sad', 'very, ok')");
  connection->execute("CREATE DOMAIN small AS integer");
  connection->execute("CREATE TABLE t (m mood[], one mood, s small[], n mood[])");
  connection->execute("INSERT INTO t VALUES (ARRAY['sad', NULL, 'very, ok']::mood[], 'sad', '{{1},{2}}', NULL)");
  for (int again = 0; again < 2; ++again) {
    CHECK(all_rows(*connection->query("SELECT m, one, s, n FROM t"))[0] ==
          std::vector<Value>{ValueList{"sad", Null{}, "very, ok"}, "sad", ValueList{ValueList{1}, ValueList{2}}, Null{}});
  }
  connection->rollback();
}

TEST_CASE("text, bytes and integers survive PostgreSQL, as parameters and through COPY", "[db]") {
  ON_POSTGRESQL();
  connection->execute("CREATE TABLE t (n bigint, s text, b bytea)");
  const schema::Type binary{"LargeBinary"};
  db::CopyTarget target{"t", {"n", "s", "b"}, {nullptr, nullptr, &binary}};
  const bool holds = rc::check("round trip", [&](std::int64_t n, std::vector<std::uint16_t> letters, std::string bytes) {
    std::string text;
    for (auto letter : letters) text += letter % 3 ? std::string(1, static_cast<char>(1 + letter % 127)) : "\xE2\x82\xAC\\";
    connection->execute("DELETE FROM t");
    GivenRows rows({"n", "s", "b"}, {{n, text, bytes}, {Null{}, Null{}, Bytes{bytes}}});
    connection->copy_rows(target, rows);
    connection->execute("INSERT INTO t VALUES ($1, $2, $3)", {n, text, Bytes{bytes}});
    auto back = all_rows(*connection->query("SELECT n, s, b FROM t ORDER BY ctid"));
    RC_ASSERT(back.size() == 3u);
    RC_ASSERT((back[0] == std::vector<Value>{n, text, Bytes{bytes}}));
    RC_ASSERT((back[1] == std::vector<Value>{Null{}, Null{}, Bytes{bytes}}));
    RC_ASSERT(back[2] == back[0]);
  });
  CHECK(holds);
}

TEST_CASE("COPY encodes what the declared types ask for", "[db]") {
  ON_POSTGRESQL();
  connection->execute("CREATE TABLE t (doc jsonb, tags text[], flag boolean, price numeric(6, 2), x float8)");
  const schema::Type json{"JSON"};
  schema::Type array{"ARRAY"};
  array.item = schema::TypeBox(schema::Type{"Text"});
  db::CopyTarget target{"t", {"doc", "tags", "flag", "price", "x"}, {&json, &array, nullptr, nullptr, nullptr}};
  GivenRows rows({"doc", "tags", "flag", "price", "x"},
                 {{ValueObject{{"a", ValueList{}}}, ValueList{"q\"\\", Null{}, ""}, true, Decimal{"12.50"}, 0.1}});
  CHECK(connection->copy_rows(target, rows) == 1);
  CHECK(all_rows(*connection->query("SELECT * FROM t"))[0] ==
        std::vector<Value>{ValueObject{{"a", ValueList{}}}, ValueList{"q\"\\", Null{}, ""}, true, Decimal{"12.50"}, 0.1});
}

TEST_CASE("a COPY that fails names the row, and one whose rows fail leaves a usable connection", "[db]") {
  ON_POSTGRESQL();
  connection->execute("CREATE TABLE t (id integer PRIMARY KEY)");
  db::CopyTarget target{"t", {"id"}, {nullptr}};
  GivenRows twice({"id"}, {{1}, {2}, {1}});
  auto error = error_of([&] { connection->copy_rows(target, twice); });
  CHECK(error.sqlstate == "23505");
  CHECK_THAT(error.what(), Catch::Contains("(COPY t, line 3)"));
  CHECK_THAT(error.detail, Catch::Contains("(id)=(1)"));

  struct Broken final : RowSource {
    std::vector<std::string> names{"id"};
    int count = 0;
    const std::vector<std::string>& columns() const override { return names; }
    bool next(std::vector<Value>& row) override {
      if (++count == 50000) throw Error(ErrorCode::kScript, "row 50000 has no id");
      row.assign(1, Value(count));
      return true;
    }
  } broken;
  error = error_of([&] { connection->copy_rows(target, broken); });
  CHECK_THAT(error.what(), Catch::Equals("row 50000 has no id"));
  CHECK(cell(*connection, "SELECT count(*) FROM t") == Value(0));
  CHECK(error_of([&] { connection->copy_rows({"nope", {"id"}, {nullptr}}, twice); }).sqlstate == "42P01");
  CHECK(cell(*connection, "SELECT 1") == Value(1));
}

TEST_CASE("a failing PostgreSQL statement is described by fields", "[db]") {
  ON_POSTGRESQL();
  auto error = error_of([&] { connection->execute("SELECT '\xC3\xA9' AS a,\n  nosuch\nFROM pg_class"); });
  CHECK(error.code == ErrorCode::kSql);
  CHECK(error.sqlstate == "42703");
  CHECK(error.sql_line == 2);
  CHECK_THAT(error.what(), Catch::Equals("column \"nosuch\" does not exist"));
  error = error_of([&] { connection->execute("CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\nINSERT INTO b VALUES (1)"); });
  CHECK_THAT(error.what(), Catch::StartsWith("statement 3 (line 3): relation \"b\""));
  CHECK_FALSE(connection->inspector()->has_table("a", std::nullopt));
  error = error_of(
      [&] { connection->execute("DO $$ BEGIN RAISE EXCEPTION 'no' USING HINT = 'do this', DETAIL = 'because'; END $$"); });
  CHECK(error.hint == "do this");
  CHECK_THAT(error.detail, Catch::StartsWith("because\nPL/pgSQL function"));
  connection->begin();
  error = error_of([&] { connection->execute("CREATE INDEX CONCURRENTLY ix ON pg_class (oid)"); });
  CHECK_THAT(error.hint, Catch::Contains("autocommit_block"));
  CHECK(connection->in_failed_transaction());
  CHECK_THAT(error_of([&] { connection->execute("SELECT 1"); }).hint, Catch::Contains("begin_nested"));
  CHECK(error_of([&] { connection->commit(); }).code == ErrorCode::kState);
  CHECK_FALSE(connection->in_transaction());
  CHECK_THAT(error_of([&] { connection->execute("COPY pg_class FROM STDIN"); }).what(), Catch::Contains("op.bulk_insert"));
  connection->execute("COPY (SELECT 1) TO STDOUT");
  CHECK(error_of([&] { connection->execute(std::string("SELECT 1\0", 9)); }).code == ErrorCode::kSql);
  CHECK(cell(*connection, "SELECT 1") == Value(1));
}

TEST_CASE("connecting to PostgreSQL in vain says why and never the password", "[db]") {
  ON_POSTGRESQL();
  const auto& server = PostgresServer::instance();
  if (server.socket_directory().empty()) return;
  server.psql(server.url(),
              "SET password_encryption = 'scram-sha-256'; DROP ROLE IF EXISTS with_password; "
              "CREATE ROLE with_password LOGIN PASSWORD 'right'");
  const std::string at = "?host=" + server.socket_directory();
  auto refused = [&](const std::string& text, const std::string& why, const std::string& hint) {
    INFO(text);
    auto error = error_of([&] { db::connect_postgresql(Url::parse(text), "runner"); });
    CHECK(error.code == ErrorCode::kConnect);
    CHECK_THAT(error.what(), Catch::Contains(why));
    CHECK_THAT(error.hint, Catch::Contains(hint));
    CHECK_THAT(error.what() + error.hint, !Catch::Contains("s3cret"));
  };
  refused("postgresql://with_password:s3cret@/postgres" + at, "password authentication failed", "PGPASSWORD");
  refused("postgresql://with_password@/postgres" + at, "no password supplied", "PGPASSWORD");
  refused("postgresql://postgres:s3cret@/nosuch" + at, "database \"nosuch\" does not exist", "createdb nosuch");
  refused("postgresql://nobody1:s3cret@/postgres" + at, "role \"nobody1\" does not exist", "role");
  refused("postgresql://nobody1:nobody1@/postgres" + at, "role \"nobody1\" does not exist", "role");
  refused("postgresql://postgres:d@/nosuch" + at, "database \"nosuch\" does not exist", "createdb nosuch");
  refused("postgresql://u:s3cret@127.0.0.1:1/x", "Connection refused", "listen");
  refused("postgresql://u:s3cret@/x?host=/nonexistent", "No such file", "socket");
  refused("postgresql://u:s3cret@no-such-host.invalid/x", "could not translate host name", "host name");
  refused("postgresql://u:s3cret@/x?hostt=a", "invalid connection option", "option");
  CHECK_NOTHROW(db::connect_postgresql(Url::parse("postgresql+psycopg2://with_password:right@/postgres" + at), "runner"));
  auto several =
      db::connect_postgresql(Url::parse("postgresql://postgres@/postgres?host=/nonexistent&host=" + server.socket_directory() +
                                        "&port=1&port=5432&options=-csearch_path%3Dx"),
                             "my name");
  CHECK(cell(*several, "SHOW application_name") == Value("my name"));
  CHECK(cell(*several, "SHOW search_path") == Value("x"));
}

TEST_CASE("a killed backend is a connect error, and nothing reconnects", "[db]") {
  ON_POSTGRESQL();
  auto other = db::connect_postgresql(url, "killer");
  auto gone = [&](const std::function<void()>& action) {
    auto error = error_of(action);
    CHECK(error.code == ErrorCode::kConnect);
    CHECK_THAT(error.what(), Catch::Contains("lost"));
    CHECK_FALSE(error.hint.empty());
  };
  connection->execute("CREATE TABLE t (a int)");
  connection->begin();
  connection->execute("INSERT INTO t VALUES (1)");
  terminate(*other, backend(*connection));
  SECTION("found by a statement") {
    gone([&] { connection->execute("SELECT 1"); });
  }
  SECTION("found by a query") {
    gone([&] { connection->query("SELECT 1"); });
  }
  SECTION("found by the catalogue") {
    gone([&] { connection->inspector()->table_names(std::nullopt); });
  }
  SECTION("found by COPY") {
    GivenRows rows({"a"}, {{1}});
    gone([&] { connection->copy_rows({"t", {"a"}, {nullptr}}, rows); });
  }
  SECTION("found by commit") {
    CHECK_THAT(error_of([&] { connection->commit(); }).hint, Catch::Contains("unknown"));
  }
  connection->rollback();
  for (int i = 0; i < 2; ++i) CHECK(error_of([&] { connection->execute("SELECT 1"); }).code == ErrorCode::kConnect);
  CHECK(error_of([&] { connection->inspector()->table_names(std::nullopt); }).code == ErrorCode::kConnect);
  CHECK(cell(*other, "SELECT count(*) FROM t") == Value(0));
}

TEST_CASE("a backend killed while it works says what the server said", "[db]") {
  ON_POSTGRESQL();
  auto other = db::connect_postgresql(url, "killer");
  const std::string pid = backend(*connection);
  std::thread killer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    other->execute("SELECT pg_terminate_backend(" + pid + ")");
  });
  auto error = error_of([&] { connection->execute("SELECT pg_sleep(20)"); });
  killer.join();
  CHECK(error.code == ErrorCode::kConnect);
  CHECK(error.sqlstate == "57P01");
  CHECK_THAT(error.what(), Catch::Contains("terminating connection due to administrator command"));
}

TEST_CASE("the fence notices a script that controls PostgreSQL transactions", "[db]") {
  ON_POSTGRESQL();
  connection->execute("CREATE TABLE t (a int)");
  connection->fence(true);
  connection->begin();
  connection->execute("SAVEPOINT s; INSERT INTO t VALUES (1); ROLLBACK TO s; RELEASE s");
  for (const char* sql : {"INSERT INTO t VALUES (1); COMMIT", "ROLLBACK", "COMMIT; BEGIN"}) {
    INFO(sql);
    if (!connection->in_transaction()) connection->begin();
    CHECK(error_of([&] { connection->execute(sql); }).code == ErrorCode::kScript);
  }
  connection->rollback();
  CHECK(error_of([&] { connection->execute("BEGIN"); }).code == ErrorCode::kScript);
  CHECK_FALSE(connection->in_transaction());
}

TEST_CASE("200,000 PostgreSQL rows stream while other statements run on the connection", "[db]") {
  ON_POSTGRESQL();
  connection->execute("CREATE TABLE t AS SELECT i AS id, repeat('x', 500) AS pad FROM generate_series(1, 200000) i");
  connection->begin();
  const auto before = resident_megabytes();
  auto cursor = connection->query("SELECT id, pad FROM t ORDER BY id");
  connection->execute("DROP TABLE t");
  CHECK(resident_megabytes() - before < 40);
  std::int64_t count = 0, sum = 0;
  for (std::vector<Value> row; cursor->next(row); ++count) sum += *row[0].get_if<std::int64_t>();
  CHECK(resident_megabytes() - before < 40);  // the rows are 100
  CHECK(count == 200000);
  CHECK(sum == std::int64_t{200000} * 200001 / 2);
  connection->rollback();
  CHECK(cell(*connection, "SELECT count(*) FROM t") == Value(200000));
}

TEST_CASE("a PostgreSQL query runs once and to its end, however much of it is read", "[db]") {
  ON_POSTGRESQL();
  connection->execute("CREATE SEQUENCE s; CREATE TABLE t (a int)");
  connection->query("SELECT nextval('s') FROM generate_series(1, 3000)")->close();
  CHECK(cell(*connection, "SELECT last_value FROM s") == Value(3000));
  auto inserted = connection->query("INSERT INTO t SELECT generate_series(1, 5) RETURNING a * 2 AS \"double\"");
  CHECK(inserted->rowcount() == 5);
  CHECK(inserted->columns() == std::vector<std::string>{"double"});
  CHECK(all_rows(*inserted).back() == std::vector<Value>{10});
  CHECK(connection->query("UPDATE t SET a = 0 WHERE a > 2")->rowcount() == 3);
  CHECK(connection->query("UPDATE t SET a = 0")->columns().empty());
  auto selected = connection->query("-- first\nSELECT a FROM t WHERE false FOR UPDATE");
  CHECK(selected->rowcount() == -1);
  CHECK(selected->columns() == std::vector<std::string>{"a"});
  connection->query("SELECT 7 AS a INTO copied");
  CHECK(cell(*connection, "WITH x AS (SELECT a FROM copied) SELECT a FROM x") == Value(7));
  CHECK(connection->execute("DELETE FROM t WHERE a = 0; CREATE TABLE u (a int)") == 5);
  CHECK(connection->execute_many("INSERT INTO u VALUES ($1)", {{1}, {Null{}}, {"3"}}) == 3);
}

TEST_CASE("interrupt cancels a running PostgreSQL statement and the connection stays usable", "[db]") {
  ON_POSTGRESQL();
  std::thread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    connection->interrupt();
  });
  auto error = error_of([&] { connection->execute("SELECT pg_sleep(20)"); });
  stopper.join();
  CHECK(error.sqlstate == "57014");

  interrupt::install();
  raise(SIGINT);  // before the statement: a cancel request now would have no effect
  error = error_of([&] { connection->execute("SELECT pg_sleep(20)"); });
  interrupt::clear();
  CHECK(error.code == ErrorCode::kInterrupted);
  CHECK(cell(*connection, "SELECT 1") == Value(1));
}

TEST_CASE("nothing but the caller's own statements goes to the server", "[db]") {
  ON_POSTGRESQL();
  auto observer = db::connect_postgresql(url, "observer");
  connection->begin();
  connection->execute("CREATE TABLE t (a int)");
  connection->query("SELECT a FROM t");
  connection->commit();
  const auto last = cell(*observer, "SELECT query FROM pg_stat_activity WHERE pid = " + backend(*connection));
  CHECK(last == Value("SELECT pg_backend_pid()"));
  auto quiet = db::connect_postgresql(url, "quiet");
  CHECK(cell(*observer, "SELECT query FROM pg_stat_activity WHERE application_name = 'quiet'") == Value(""));
}

TEST_CASE("notices of PostgreSQL reach the listener, one line each", "[db]") {
  ON_POSTGRESQL();
  std::vector<std::string> heard;
  connection->on_notice([&](const std::string& line) { heard.push_back(line); });
  connection->execute("DROP TABLE IF EXISTS nope; DO $$ BEGIN RAISE WARNING 'look'; END $$");
  CHECK(heard == std::vector<std::string>{"NOTICE: table \"nope\" does not exist, skipping", "WARNING: look"});
}

TEST_CASE("a PostgreSQL that would read backslashes as escapes is told not to", "[db]") {
  ON_POSTGRESQL();
  Url odd = url;
  odd.query.emplace_back("options", "-c standard_conforming_strings=off");
  auto other = db::connect_postgresql(odd, "runner test");
  CHECK(cell(*other, "SELECT 'a\\b'") == Value("a\\b"));
}
