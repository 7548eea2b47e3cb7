// The real databases that the round trips go through: SQLite in memory, and PostgreSQL unless RUNNER_TEST_PG=skip.
#pragma once

#include <catch2/catch.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "db/connection.h"
#include "sql/sql_support.h"
#include "support/postgres_server.h"
#include "support/rows.h"

namespace runner::test {

struct Database {
  std::unique_ptr<sql::Dialect> dialect;
  std::unique_ptr<db::Connection> connection;
  std::string url;

  std::string name() const { return dialect->name(); }

  void run(const sql::Statement& statement) { connection->execute(statement.sql, statement.params); }
  void run(const ops::Op& op, const sql::CompileOptions& options = {}) {
    KnownFacts nothing;
    for (const sql::Statement& statement : dialect->compile(op, nothing, options)) run(statement);
  }
  // The statement as it runs, or as it is printed.
  void run(const schema::Expr& statement, bool printed, const std::vector<std::pair<std::string, Value>>& params = {}) {
    sql::CompileOptions options;
    options.printed = printed;
    run(dialect->compile_query({statement, params, {}, false}, params, options));
  }
  std::vector<std::vector<Value>> rows(const std::string& sql) { return all_rows(*connection->query(sql)); }
};

inline Database on_sqlite() {
  return {sql::make_dialect("sqlite"), db::connect_sqlite(Url::parse("sqlite://")), "sqlite://"};
}

// nullopt only when RUNNER_TEST_PG=skip.
inline std::optional<Database> on_postgresql() {
  const auto url = fresh_database();
  if (!url) {
    WARN("PostgreSQL skipped by RUNNER_TEST_PG=skip");
    return std::nullopt;
  }
  return Database{sql::make_dialect("postgresql"), db::connect_postgresql(Url::parse(*url), "runner test"), *url};
}

inline std::vector<Database> databases() {
  std::vector<Database> all;
  all.push_back(on_sqlite());
  if (auto server = on_postgresql()) all.push_back(std::move(*server));
  return all;
}

}  // namespace runner::test
