// A private PostgreSQL for a test program: one cluster a process, started at the first question, one fresh database for
// each test case, stopped at exit whatever happened. A machine where it cannot start fails the test with the reason,
// unless RUNNER_TEST_PG=skip. RUNNER_TEST_PG_URL names another server to use (its user must be able to create databases).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace runner::test {

// URL of a new, empty database. nullopt only when RUNNER_TEST_PG=skip. Throws std::runtime_error with the reason.
std::optional<std::string> fresh_database();

// The server itself, for tests that need another role or database on it. Throws as above.
class PostgresServer {
 public:
  // The one of this process. REQUIRES: not skipped.
  static PostgresServer& instance();
  static bool skipped();

  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // Of the maintenance database ("postgres"), or the one given.
  std::string url(std::string_view database = {}) const;
  std::string create_database();
  // Runs SQL with psql and returns what it printed, unaligned and without headers.
  std::string psql(const std::string& database_url, const std::string& sql) const;
  // Directory of the unix socket; "" for a foreign server. Our own server asks the role "with_password" for one and
  // trusts everybody else.
  const std::string& socket_directory() const { return socket_directory_; }

 private:
  PostgresServer();
  void start();
  void stop() noexcept;

  std::string base_url_, socket_directory_, folder_;
  int pid_ = -1;
  int databases_ = 0;
};

}  // namespace runner::test
