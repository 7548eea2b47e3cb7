// PostgreSQL. libpqxx owns the connection and reads the catalogue; whatever must be guaranteed or reported exactly (errors
// by field, transaction status, command tags, COPY, cancelling) goes through the raw handle that it was given. It never
// reconnects: a lost session has lost its locks and settings.
//
// A query's rows are taken from the server at once, one by one, into a RowBuffer: the statement runs exactly once and to
// its end, other statements may follow while a script loops, and nothing stays open that would block DDL.
#include <libpq-fe.h>
#include <poll.h>

#include <atomic>
#include <pqxx/pqxx>
#include <utility>

#include "base/interrupt.h"
#include "base/text.h"
#include "db/connection.h"
#include "db/libpq.h"
#include "db/postgresql_arrays.h"
#include "db/postgresql_errors.h"
#include "db/postgresql_reflect.h"
#include "db/postgresql_values.h"
#include "db/row_buffer.h"
#include "db/statement_text.h"

namespace runner::db {
namespace {

#if PQXX_VERSION_MAJOR < 7
// libpqxx 6 shows the handle to nobody and reconnects behind our back; a policy that hands it ours, once, ends both.
struct OnePolicy final : pqxx::connectionpolicy {
  using connectionpolicy::connectionpolicy;
  static inline thread_local PGconn* handed = nullptr;
  PGconn* mine = nullptr;

  handle do_startconnect(handle h) override {
    if (h) return h;
    if (mine) throw pqxx::broken_connection("the connection is lost");
    mine = std::exchange(handed, nullptr);
    return reinterpret_cast<handle>(mine);
  }
};
using Px = pqxx::basic_connection_base<OnePolicy>;

std::unique_ptr<Px> own(PGconn* raw) {
  OnePolicy::handed = raw;
  return std::make_unique<Px>(std::string());
}
#else
using Px = pqxx::connection;

std::unique_ptr<Px> own(PGconn* raw) {
  return std::make_unique<Px>(Px::seize_raw_connection(raw));
}
#endif

struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

struct FreeCancel {
  void operator()(PGcancel* cancel) const { PQfreeCancel(cancel); }
};

bool ends_with_rows_affected(const std::string& tag) {
  for (const char* command : {"INSERT", "UPDATE", "DELETE", "MERGE"})
    if (tag.rfind(command, 0) == 0) return true;
  return false;
}

class PostgresqlConnection final : public Connection {
 public:
  explicit PostgresqlConnection(PGconn* raw) : raw_(raw), px_(own(raw)), cancel_(PQgetCancel(raw)) {
    char ignored[1];
    PQcancel(nullptr, ignored, 0);  // so that a signal handler does not have to look it up
    PQsetNoticeReceiver(raw_, receive_notice, this);
    if (const char* strict = PQparameterStatus(raw_, "standard_conforming_strings"); strict && std::string(strict) == "off")
      execute("SET standard_conforming_strings = on", {});
  }

  std::int64_t execute(const std::string& sql, const std::vector<Value>& params) override {
    return guarded(sql, [&] { return send(sql, params), collect(sql, false); }).affected;
  }
  std::int64_t execute_many(const std::string& sql, const std::vector<std::vector<Value>>& sets) override;
  std::unique_ptr<Cursor> query(const std::string& sql, const std::vector<Value>& params) override;
  std::int64_t copy_rows(const CopyTarget& target, RowSource& rows) override;

  void begin() override { control("BEGIN"); }
  void commit() override;
  void rollback() noexcept override;
  bool in_transaction() const override {
    const auto status = PQtransactionStatus(raw_);
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
  }
  bool in_failed_transaction() const override { return PQtransactionStatus(raw_) == PQTRANS_INERROR; }
  void fence(bool on) override { fenced_ = on; }

  int server_version() const override { return PQserverVersion(raw_); }

  std::unique_ptr<schema::Inspector> inspector() override { return make_postgresql_inspector(asking(), server_version()); }
  void interrupt() noexcept override {
    char ignored[256];
    if (cancel_) PQcancel(cancel_.get(), ignored, sizeof ignored);
  }
  std::optional<std::string> writer(const std::string& version_table) override;
  void on_notice(std::function<void(const std::string&)> sink) override { notice_ = std::move(sink); }

 private:
  struct Outcome {
    std::int64_t affected = 0;
    bool query = false;  // the last statement was one that only reads
    std::vector<std::string> columns;
    std::vector<Oid> types;  // of the columns
    std::unique_ptr<RowBuffer> rows;
    std::vector<std::string> tags;
  };

  void send(const std::string& sql, const std::vector<Value>& params);
  void sent(int ok) const;
  Result next_result();
  Outcome collect(const std::string& sql, bool keep_rows);
  void keep(const PGresult* result, Outcome& outcome, bool& begun);
  void refuse_copy(ExecStatusType status);
  template <class Action>
  Outcome guarded(const std::string& sql, Action action);
  Outcome control(const std::string& sql);
  void start_copy(const std::string& sql);
  std::int64_t send_rows(const CopyTarget& target, RowSource& rows);
  void put(const std::string& block);
  void catalogue(const std::string& sql, const std::function<void(const CatalogueRow&)>& each);
  CatalogueQuery asking() {
    return [this](const std::string& sql, const std::function<void(const CatalogueRow&)>& each) { catalogue(sql, each); };
  }
  static void receive_notice(void* self, const PGresult* result);

  PGconn* raw_;
  std::unique_ptr<Px> px_;
  std::unique_ptr<PGcancel, FreeCancel> cancel_;
  std::function<void(const std::string&)> notice_;
  ArrayTypes array_types_;
  bool fenced_ = false, rolling_back_ = false;
};

// ---- statements ----

void PostgresqlConnection::sent(int ok) const {
  if (!ok) throw lost_error(raw_, nullptr);
}

void PostgresqlConnection::send(const std::string& sql, const std::vector<Value>& params) {
  if (sql.find('\0') != std::string::npos)
    throw Error(ErrorCode::kSql, "the SQL text contains a NUL byte").in_sql(sql.substr(0, sql.find('\0')));
  if (params.empty()) return sent(PQsendQuery(raw_, sql.c_str()));
  std::vector<std::string> texts;
  std::vector<const char*> values;
  for (const auto& param : params) texts.push_back(value_text(param));
  for (std::size_t i = 0; i < params.size(); ++i) values.push_back(params[i].is_null() ? nullptr : texts[i].c_str());
  sent(PQsendQueryParams(raw_, sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(), nullptr, nullptr, 0));
}

// Waits with one eye on Ctrl-C: a cancel request that came before the statement did has had no effect.
Result PostgresqlConnection::next_result() {
  bool asked = rolling_back_;
  while (PQisBusy(raw_)) {
    pollfd readable{PQsocket(raw_), POLLIN, 0};
    poll(&readable, 1, 100);
    if (interrupt::pending() && !std::exchange(asked, asked || interrupt::pending())) interrupt();
    if ((readable.revents || PQstatus(raw_) == CONNECTION_BAD) && !PQconsumeInput(raw_)) break;
  }
  return Result(PQgetResult(raw_));
}

// All results of what was sent; throws the first error, after the server is done with it.
PostgresqlConnection::Outcome PostgresqlConnection::collect(const std::string& sql, bool keep_rows) {
  PQsetSingleRowMode(raw_);
  Outcome outcome;
  Result failed;
  std::exception_ptr trouble;  // of our own: rows that could not be kept
  bool begun = false;
  while (Result result = next_result()) {
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT) {
      refuse_copy(status);
    } else if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE) {
      if (!failed) failed = std::move(result);
    } else if (!trouble) {
      try {
        if (keep_rows) keep(result.get(), outcome, begun);
      } catch (...) {
        trouble = std::current_exception();
      }
      if (status != PGRES_SINGLE_TUPLE) outcome.tags.emplace_back(PQcmdStatus(result.get()));
      if (status != PGRES_SINGLE_TUPLE && ends_with_rows_affected(outcome.tags.back()))
        outcome.affected += std::atoll(PQcmdTuples(result.get()));
    }
  }
  if (PQstatus(raw_) == CONNECTION_BAD) throw lost_error(raw_, failed.get());
  if (failed) throw statement_error(failed.get(), sql, static_cast<int>(outcome.tags.size()) + 1);
  if (trouble) std::rethrow_exception(trouble);
  return outcome;
}

// The last statement's rows are the result.
void PostgresqlConnection::keep(const PGresult* result, Outcome& outcome, bool& begun) {
  const auto width = static_cast<std::size_t>(PQnfields(result));
  if (!std::exchange(begun, true)) {
    outcome.columns.clear();
    outcome.types.clear();
    for (std::size_t i = 0; i < width; ++i) {
      outcome.columns.emplace_back(PQfname(result, static_cast<int>(i)));
      outcome.types.push_back(PQftype(result, static_cast<int>(i)));
    }
    outcome.rows = std::make_unique<RowBuffer>();
  }
  std::vector<Value> row(width);
  for (int r = 0; r < PQntuples(result); ++r) {
    for (std::size_t i = 0; i < width; ++i) {
      const int column = static_cast<int>(i);
      row[i] = PQgetisnull(result, r, column)
                   ? Value()
                   : read_cell(PQftype(result, column),
                               {PQgetvalue(result, r, column), static_cast<std::size_t>(PQgetlength(result, r, column))});
    }
    outcome.rows->append(row);
  }
  if (PQresultStatus(result) == PGRES_SINGLE_TUPLE) return;
  begun = false;
  outcome.query = width > 0 && !ends_with_rows_affected(PQcmdStatus(const_cast<PGresult*>(result)));
}

void PostgresqlConnection::refuse_copy(ExecStatusType status) {
  if (status == PGRES_COPY_IN) {
    PQputCopyEnd(raw_, "COPY ... FROM STDIN cannot be used here: use op.bulk_insert");
    return;
  }
  for (char* block = nullptr; PQgetCopyData(raw_, &block, 0) > 0;) PQfreemem(block);
}

// A script cannot end the transaction that we began, nor begin one of its own.
template <class Action>
PostgresqlConnection::Outcome PostgresqlConnection::guarded(const std::string& sql, Action action) {
  const bool inside = in_transaction();
  Outcome outcome = action();
  if (!fenced_) return outcome;
  bool ended = inside != in_transaction();
  for (const auto& tag : outcome.tags) ended = ended || (inside && (tag == "COMMIT" || tag == "PREPARE TRANSACTION"));
  if (!ended) return outcome;
  if (!inside) rollback();
  throw Error(ErrorCode::kScript,
              "transaction control in a script is not allowed: it " + std::string(inside ? "ended" : "began") + " a transaction")
      .with_hint("use op.autocommit_block(function() ... end), or transactional = false for the whole script")
      .in_sql(sql);
}

std::unique_ptr<Cursor> PostgresqlConnection::query(const std::string& sql, const std::vector<Value>& params) {
  Outcome outcome = guarded(sql, [&] { return send(sql, params), collect(sql, true); });
  auto cursor = make_cursor(std::move(outcome.columns), std::move(outcome.rows), outcome.query ? -1 : outcome.affected);
  return with_arrays(std::move(cursor), array_types_.elements(outcome.types, asking()));
}

std::int64_t PostgresqlConnection::execute_many(const std::string& sql, const std::vector<std::vector<Value>>& sets) {
  if (sets.empty()) return 0;
  sent(PQsendPrepare(raw_, "", sql.c_str(), 0, nullptr));
  collect(sql, false);
  std::int64_t affected = 0;
  for (const auto& set : sets) {
    std::vector<std::string> texts;
    std::vector<const char*> values;
    for (const auto& param : set) texts.push_back(value_text(param));
    for (std::size_t i = 0; i < set.size(); ++i) values.push_back(set[i].is_null() ? nullptr : texts[i].c_str());
    sent(PQsendQueryPrepared(raw_, "", static_cast<int>(values.size()), values.data(), nullptr, nullptr, 0));
    affected += collect(sql, false).affected;
  }
  return affected;
}

// ---- COPY ----

void PostgresqlConnection::start_copy(const std::string& sql) {
  sent(PQsendQuery(raw_, sql.c_str()));
  Result result = next_result();
  if (PQresultStatus(result.get()) == PGRES_COPY_IN) return;
  while (next_result()) {
  }
  if (PQstatus(raw_) == CONNECTION_BAD) throw lost_error(raw_, result.get());
  throw statement_error(result.get(), sql, 1);
}

void PostgresqlConnection::put(const std::string& block) {
  interrupt::check();
  if (PQputCopyData(raw_, block.data(), static_cast<int>(block.size())) != 1) throw lost_error(raw_, nullptr);
}

std::int64_t PostgresqlConnection::copy_rows(const CopyTarget& target, RowSource& rows) {
  try {
    return send_rows(target, rows);
  } catch (const Error& e) {
    throw e.code == ErrorCode::kSql ? row_error(e, target.first_row) : e;
  }
}

namespace {

void append_copy_row(std::string& block, const CopyTarget& target, const std::vector<Value>& row, std::int64_t number) {
  try {
    for (std::size_t i = 0; i < target.columns.size(); ++i) {
      if (i) block += '\t';
      append_copy_cell(block, i < row.size() ? row[i] : Value(), i < target.types.size() ? target.types[i] : nullptr);
    }
    block += '\n';
  } catch (const Error& error) {
    throw in_row(error, number);
  }
}

}  // namespace

std::int64_t PostgresqlConnection::send_rows(const CopyTarget& target, RowSource& rows) {
  constexpr std::size_t kBlock = std::size_t{64} << 10;
  std::string sql = "COPY " + target.table + " (";
  for (std::size_t i = 0; i < target.columns.size(); ++i) sql += (i ? ", " : "") + target.columns[i];
  sql += ") FROM STDIN";
  start_copy(sql);
  std::int64_t count = 0;
  try {
    std::string block;
    for (std::vector<Value> row; rows.next(row); ++count) {
      append_copy_row(block, target, row, target.first_row + count);
      if (block.size() >= kBlock) put(block), block.clear();
    }
    if (!block.empty()) put(block);
  } catch (...) {
    PQputCopyEnd(raw_, "the rows could not be read");
    while (next_result()) {
    }
    throw;
  }
  sent(PQputCopyEnd(raw_, nullptr) == 1);
  collect(sql, false);
  return count;
}

// ---- transactions ----

PostgresqlConnection::Outcome PostgresqlConnection::control(const std::string& sql) {
  send(sql, {});
  return collect(sql, false);
}

void PostgresqlConnection::commit() {
  Outcome outcome;
  try {
    outcome = control("COMMIT");
  } catch (Error& error) {
    if (error.code == ErrorCode::kConnect) error.hint = "whether the server still committed is unknown: `runner current` tells";
    throw;
  }
  if (outcome.tags.empty() || outcome.tags[0] != "COMMIT")
    throw Error(ErrorCode::kState, "nothing was committed: the server rolled the transaction back")
        .with_hint(
            "a statement failed before and its error was swallowed (pcall): let it stop the script, or use conn:begin_nested");
}

void PostgresqlConnection::rollback() noexcept {
  if (!in_transaction()) return;
  rolling_back_ = true;
  try {
    control("ROLLBACK");
  } catch (const std::exception&) {
    // The connection is gone, and with it the transaction.
  }
  rolling_back_ = false;
}

// ---- the rest ----

void PostgresqlConnection::catalogue(const std::string& sql, const std::function<void(const CatalogueRow&)>& each) {
  // libpqxx 6 loses the result of a statement sent to a dead server; hear of the death first.
  if (!PQconsumeInput(raw_) || PQstatus(raw_) == CONNECTION_BAD) throw lost_error(raw_, nullptr);
  try {
    pqxx::nontransaction work(*px_);
    CatalogueRow::Cells cells;
    for (const auto& row : work.exec(sql)) {
      cells.clear();
      for (const auto& field : row)
        cells.push_back(field.is_null() ? std::nullopt : std::optional(std::string_view(field.c_str(), field.size())));
      each(CatalogueRow(cells));
    }
  } catch (const pqxx::sql_error& e) {
    if (PQstatus(raw_) == CONNECTION_BAD) throw lost_error(raw_, nullptr);
    if (interrupt::pending()) interrupt::check();
    Error error(ErrorCode::kSql, std::string("cannot read the catalogue: ") + e.what());
    error.sql = sql, error.sqlstate = e.sqlstate();
    throw error;
  } catch (const pqxx::failure& e) {
    if (PQstatus(raw_) == CONNECTION_BAD) throw lost_error(raw_, nullptr);
    throw Error(ErrorCode::kSql, std::string("cannot read the catalogue: ") + e.what()).in_sql(sql);
  }
}

// A run keeps a lock on the version table from its first step to its commit.
std::optional<std::string> PostgresqlConnection::writer(const std::string& version_table) {
  std::optional<std::string> found;
  catalogue(
      "SELECT a.pid, a.application_name, a.usename, pg_catalog.date_trunc('second', pg_catalog.clock_timestamp() - a.xact_start) "
      "FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid "
      "WHERE l.relation = pg_catalog.to_regclass('" +
          text::replace_all(version_table, "'", "''") +
          "') AND l.granted AND l.mode NOT IN ('AccessShareLock', 'RowShareLock') AND l.pid <> pg_catalog.pg_backend_pid() "
          "AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()) "
          "ORDER BY a.xact_start LIMIT 1",
      [&](const CatalogueRow& row) {
        found = "server process " + row.text(0) + (row.view(1).empty() ? "" : " (" + row.text(1) + ")") +
                (row.view(2).empty() ? "" : ", user " + row.text(2)) + (row.view(3).empty() ? "" : ", for " + row.text(3));
      });
  return found;
}

void PostgresqlConnection::receive_notice(void* self, const PGresult* result) {
  auto& connection = *static_cast<PostgresqlConnection*>(self);
  if (!connection.notice_) return;
  const char* severity = PQresultErrorField(result, PG_DIAG_SEVERITY);
  const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  if (message) connection.notice_((severity ? std::string(severity) + ": " : "") + message);
}

// ---- connecting ----

// Options that other drivers understand and libpq does not.
bool foreign_option(const std::string& name) {
  for (const char* known : {"prepared_statement_cache_size", "async_fallback", "prepared_statement_name_func",
                            "server_side_cursors", "use_native_unicode"})
    if (name == known) return true;
  return false;
}

using Settings = std::vector<std::pair<std::string, std::string>>;

void set(Settings& settings, const std::string& name, const std::string& value) {
  for (auto& [known, text] : settings)
    if (known == name) {
      text = value;
      return;
    }
  settings.emplace_back(name, value);
}

Settings settings_of(const Url& url, const std::string& application) {
  Settings settings;
  std::string hosts, ports;
  for (std::size_t i = 0; i < url.hosts.size(); ++i) {
    hosts += (i ? "," : "") + url.hosts[i].first;
    ports += (i ? "," : "") + url.hosts[i].second;
  }
  if (hosts.find_first_not_of(',') != std::string::npos) set(settings, "host", hosts);
  if (ports.find_first_not_of(',') != std::string::npos) set(settings, "port", ports);
  if (!url.user.empty()) set(settings, "user", url.user);
  if (url.has_password) set(settings, "password", url.password);
  if (!url.database.empty()) set(settings, "dbname", url.database);
  if (!std::getenv("PGCONNECT_TIMEOUT")) set(settings, "connect_timeout", "10");
  if (!application.empty()) set(settings, "application_name", application);
  for (const auto& [name, value] : url.query)
    if (!foreign_option(name))
      set(settings, name == "ssl" ? "sslmode" : name, name == "ssl" && value == "true" ? "require" : value);
  set(settings, "client_encoding", "UTF8");
  return settings;
}

}  // namespace

std::unique_ptr<Connection> connect_postgresql(const Url& url, const std::string& application) {
  require_libpq();
  const Settings settings = settings_of(url, application);
  std::vector<const char*> names, values;
  for (const auto& [name, value] : settings) {
    names.push_back(name.c_str());
    values.push_back(value.c_str());
  }
  names.push_back(nullptr);
  values.push_back(nullptr);
  PGconn* raw = PQconnectdbParams(names.data(), values.data(), 0);
  if (PQstatus(raw) != CONNECTION_OK) {
    const std::string message = raw ? PQerrorMessage(raw) : "out of memory";
    PQfinish(raw);
    interrupt::check();
    throw connect_error(url, message);
  }
  // The server said at start-up how it reads backslashes; only where it is not the standard way does that cost a round trip.
  const char* standard = PQparameterStatus(raw, "standard_conforming_strings");
  const bool backslashes_escape = standard && std::string_view(standard) == "off";
  auto connection = std::make_unique<PostgresqlConnection>(raw);
  if (backslashes_escape) connection->execute("SET standard_conforming_strings = on", {});
  return connection;
}

}  // namespace runner::db
