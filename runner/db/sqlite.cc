// SQLite through SQLiteCpp, which owns the handle. Statements are prepared one by one along sqlite3_prepare's tail: that is
// the exact splitter, and the only way to name the statement that failed. No statement outlives the call that ran it.
#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <utility>

#include "base/interrupt.h"
#include "db/connection.h"
#include "db/row_buffer.h"
#include "db/sqlite_file.h"
#include "db/sqlite_lock.h"
#include "db/sqlite_reflect.h"
#include "db/sqlite_values.h"
#include "db/statement_text.h"

namespace runner::db {
namespace {

// Virtual-machine instructions between two looks at the pending signal: about a tenth of a millisecond.
constexpr int kInstructionsBetweenLooks = 10000;

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

// A text of one or more statements, and how far we are in it.
struct Script {
  const std::string& sql;
  std::size_t at = 0, end = 0;  // the piece at hand
  int number = 0;

  std::string piece() const { return sql.substr(at, end - at); }
  bool single() const { return number <= 1 && skip_blank(std::string_view(sql).substr(end)).empty(); }
};

// Where a statement that SQLite could not parse ends: its tail only says where parsing stopped.
std::size_t statement_end(const std::string& sql, std::size_t from) {
  for (std::size_t at = sql.find(';', from); at != std::string::npos; at = sql.find(';', at + 1))
    if (sqlite3_complete(sql.substr(from, at + 1 - from).c_str())) return at + 1;
  return sql.size();
}

class SqliteConnection final : public Connection {
 public:
  explicit SqliteConnection(SqliteFile file) : file_(std::move(file)) {
    if (file_.exists() || !file_.may_create)
      adopt(open_sqlite(file_, false));
    else
      stand_in();
  }

  std::int64_t execute(const std::string& sql, const std::vector<Value>& params) override {
    return run(sql, params, false).affected;
  }
  std::int64_t execute_many(const std::string& sql, const std::vector<std::vector<Value>>& sets) override;
  std::unique_ptr<Cursor> query(const std::string& sql, const std::vector<Value>& params) override;
  std::int64_t copy_rows(const CopyTarget& target, RowSource& rows) override;

  void begin() override;
  void commit() override;
  void rollback() noexcept override;
  bool in_transaction() const override { return sqlite3_get_autocommit(handle()) == 0; }
  void fence(bool on) override { fenced_ = on; }

  std::unique_ptr<schema::Inspector> inspector() override { return make_sqlite_inspector(*this); }
  void interrupt() noexcept override {
    if (sqlite3* handle = interruptible_.load()) sqlite3_interrupt(handle);
  }
  std::optional<std::string> writer(const std::string& version_table) override;
  void on_notice(std::function<void(const std::string&)>) override {}  // SQLite says nothing besides results

 private:
  struct Outcome {
    std::int64_t affected = 0;
    bool query = false;
    std::vector<std::string> columns;
    std::unique_ptr<RowBuffer> rows;
  };
  class Savepoint;

  sqlite3* handle() const { return database_->getHandle(); }
  void adopt(std::unique_ptr<SQLite::Database> database);
  void stand_in();
  void create();
  void appear();
  bool may_run_without_file(sqlite3_stmt* statement, const std::string& piece);

  Statement prepare(Script& script);
  Statement prepare_one(const std::string& sql, std::size_t parameters);
  Outcome run(const std::string& sql, const std::vector<Value>& params, bool keep_rows);
  void step_all(sqlite3_stmt* statement, const Script& script, bool keep_rows, Outcome& outcome);
  void bind(sqlite3_stmt* statement, const std::vector<Value>& params, const Script& script);
  std::int64_t affected_by(sqlite3_stmt* statement, const std::string& piece) const;
  void insert_row(sqlite3_stmt* statement, const std::vector<schema::Family>& families, const std::vector<Value>& row,
                  const std::string& sql, std::int64_t number);
  void control(const char* sql);
  Error failure(const Script& script) const;

  static int authorize(void* self, int action, const char* first, const char* second, const char*, const char*);
  static int busy(void* self, int tries);
  static int progress(void* self);

  SqliteFile file_;
  bool missing_ = false;               // the file is not there: database_ is an empty one in memory
  std::vector<std::string> settings_;  // PRAGMAs given meanwhile
  bool fenced_ = false, trusted_ = false;
  std::string refused_;  // the transaction statement that the fence stopped
  std::chrono::steady_clock::time_point busy_since_;
  std::atomic<sqlite3*> interruptible_{nullptr};
  std::unique_ptr<SQLite::Database> database_;
};

// Many rows are one unit, also outside a transaction: all of them or none.
class SqliteConnection::Savepoint {
 public:
  explicit Savepoint(SqliteConnection& connection) : connection_(connection) { connection_.control("SAVEPOINT runner_rows"); }
  ~Savepoint() {
    if (done_) return;
    for (const char* sql : {"ROLLBACK TO runner_rows", "RELEASE runner_rows"}) sqlite3_exec_trusted(sql);
  }
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  void release() {
    connection_.control("RELEASE runner_rows");
    done_ = true;
  }

 private:
  // The transaction may be gone by SQLite's own decision; then so is the savepoint.
  void sqlite3_exec_trusted(const char* sql) noexcept { sqlite3_exec(connection_.handle(), sql, nullptr, nullptr, nullptr); }

  SqliteConnection& connection_;
  bool done_ = false;
};

// ---- the file ----

void SqliteConnection::adopt(std::unique_ptr<SQLite::Database> database) {
  interruptible_ = nullptr;
  database_ = std::move(database);
  sqlite3_extended_result_codes(handle(), 1);
  sqlite3_busy_handler(handle(), busy, this);
  sqlite3_set_authorizer(handle(), authorize, this);
  sqlite3_progress_handler(handle(), kInstructionsBetweenLooks, progress, this);
  interruptible_ = handle();
}

void SqliteConnection::stand_in() {
  SqliteFile empty;
  empty.uri = "file::memory:";
  adopt(open_sqlite(empty, true));
  missing_ = true;
  if (!file_.in_memory()) {
    // The folder must be there now, so that the error comes before any work is done.
    SqliteFile probe = file_;
    const auto slash = probe.path.rfind('/');
    probe.path = slash == std::string::npos ? "." : probe.path.substr(0, slash + 1);
    if (!probe.exists()) open_sqlite(file_, true);
  }
}

void SqliteConnection::create() {
  adopt(open_sqlite(file_, true));
  missing_ = false;
  for (const auto& pragma : std::exchange(settings_, {})) run(pragma, {}, false);
}

// Somebody else may have created the file since.
void SqliteConnection::appear() {
  if (missing_ && file_.exists()) create();
}

// While there is no file, questions are answered from an empty database and settings are kept for later.
bool SqliteConnection::may_run_without_file(sqlite3_stmt* statement, const std::string& piece) {
  const std::string keyword = first_keyword(piece);
  if (keyword == "PRAGMA") settings_.push_back(piece);
  return keyword == "PRAGMA" || (sqlite3_stmt_readonly(statement) &&
                                 (keyword == "SELECT" || keyword == "VALUES" || keyword == "WITH" || keyword == "EXPLAIN"));
}

// ---- statements ----

// The next statement of the script; nullptr when only blanks and comments are left.
Statement SqliteConnection::prepare(Script& script) {
  while (script.end < script.sql.size()) {
    script.at = script.end;
    refused_.clear();
    sqlite3_stmt* raw = nullptr;
    const char* tail = nullptr;
    const char* start = script.sql.data() + script.at;
    const int code = sqlite3_prepare_v2(handle(), start, static_cast<int>(script.sql.size() - script.at + 1), &raw, &tail);
    Statement statement(raw);
    if (code != SQLITE_OK || statement) ++script.number;
    if (code != SQLITE_OK) {
      script.end = statement_end(script.sql, script.at);
      throw failure(script);
    }
    script.end = static_cast<std::size_t>(tail - script.sql.data());
    if (statement) return statement;
  }
  return nullptr;
}

Statement SqliteConnection::prepare_one(const std::string& sql, std::size_t parameters) {
  Script script{sql};
  Statement statement = prepare(script);
  if (!statement || !script.single()) throw Error(ErrorCode::kScript, "one statement is needed for a list of values").in_sql(sql);
  if (static_cast<std::size_t>(sqlite3_bind_parameter_count(statement.get())) != parameters)
    bind(statement.get(), std::vector<Value>(parameters), script);  // says so
  return statement;
}

void SqliteConnection::bind(sqlite3_stmt* statement, const std::vector<Value>& params, const Script& script) {
  const auto wanted = static_cast<std::size_t>(sqlite3_bind_parameter_count(statement));
  if (wanted != params.size())
    throw Error(ErrorCode::kScript, "the statement has " + std::to_string(wanted) + " parameter(s), but " +
                                        std::to_string(params.size()) + " value(s) were given")
        .in_sql(script.piece());
  for (std::size_t i = 0; i < params.size(); ++i)
    if (bind_value(statement, static_cast<int>(i) + 1, params[i]) != SQLITE_OK) throw failure(script);
}

SqliteConnection::Outcome SqliteConnection::run(const std::string& sql, const std::vector<Value>& params, bool keep_rows) {
  if (sql.find('\0') != std::string::npos)
    throw Error(ErrorCode::kSql, "the SQL text contains a NUL byte").in_sql(sql.substr(0, sql.find('\0')));
  appear();
  Outcome outcome;
  Script script{sql};
  while (Statement statement = prepare(script)) {
    if (missing_ && !may_run_without_file(statement.get(), script.piece())) {
      statement.reset();
      create();
      script.end = script.at;
      --script.number;
      continue;
    }
    if (!params.empty() && !script.single())
      throw Error(ErrorCode::kScript, "parameters go with one statement, and there are several").in_sql(sql);
    bind(statement.get(), params, script);
    step_all(statement.get(), script, keep_rows, outcome);
  }
  return outcome;
}

void SqliteConnection::step_all(sqlite3_stmt* statement, const Script& script, bool keep_rows, Outcome& outcome) {
  int code = sqlite3_step(statement);
  const int width = sqlite3_column_count(statement);
  if (keep_rows) {
    outcome.columns.clear();
    for (int i = 0; i < width; ++i) outcome.columns.emplace_back(sqlite3_column_name(statement, i));
    outcome.rows = std::make_unique<RowBuffer>();
    outcome.query = sqlite3_stmt_readonly(statement) && width > 0;
    const auto kinds = cell_kinds(statement);
    std::vector<Value> row(static_cast<std::size_t>(width));
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
      for (std::size_t i = 0; i < row.size(); ++i) row[i] = read_cell(statement, static_cast<int>(i), kinds[i]);
      outcome.rows->append(row);
    }
  }
  while (code == SQLITE_ROW) code = sqlite3_step(statement);
  if (code != SQLITE_DONE) throw failure(script);
  outcome.affected += affected_by(statement, script.piece());
}

// sqlite3_changes keeps the number of the last INSERT, UPDATE or DELETE through DDL.
std::int64_t SqliteConnection::affected_by(sqlite3_stmt* statement, const std::string& piece) const {
  return !sqlite3_stmt_readonly(statement) && counts_rows(first_keyword(piece)) ? sqlite3_changes64(handle()) : 0;
}

std::unique_ptr<Cursor> SqliteConnection::query(const std::string& sql, const std::vector<Value>& params) {
  Outcome outcome = run(sql, params, true);
  return make_cursor(std::move(outcome.columns), std::move(outcome.rows), outcome.query ? -1 : outcome.affected);
}

std::int64_t SqliteConnection::execute_many(const std::string& sql, const std::vector<std::vector<Value>>& sets) {
  if (sets.empty()) return 0;
  appear();
  if (missing_) create();
  Savepoint savepoint(*this);
  Script script{sql};
  Statement statement = prepare_one(sql, sets.front().size());
  script.end = sql.size();
  Outcome outcome;
  for (const auto& set : sets) {
    sqlite3_reset(statement.get());
    bind(statement.get(), set, script);
    step_all(statement.get(), script, false, outcome);
  }
  statement.reset();
  savepoint.release();
  return outcome.affected;
}

std::int64_t SqliteConnection::copy_rows(const CopyTarget& target, RowSource& rows) {
  appear();
  if (missing_) create();
  std::string sql = "INSERT INTO " + target.table + " (", places;
  for (std::size_t i = 0; i < target.columns.size(); ++i) {
    sql += (i ? ", " : "") + target.columns[i];
    places += i ? ", ?" : "?";
  }
  sql += ") VALUES (" + places + ")";
  Savepoint savepoint(*this);
  Statement statement = prepare_one(sql, target.columns.size());
  std::int64_t count = 0;
  std::vector<schema::Family> families;
  for (std::size_t i = 0; i < target.columns.size(); ++i) {
    const schema::Type* type = i < target.types.size() ? target.types[i] : nullptr;
    families.push_back(type ? schema::family(type->on("sqlite")) : schema::Family::kOther);
  }
  for (std::vector<Value> row; rows.next(row);) insert_row(statement.get(), families, row, sql, target.first_row + count++);
  statement.reset();
  savepoint.release();
  return count;
}

void SqliteConnection::insert_row(sqlite3_stmt* statement, const std::vector<schema::Family>& families,
                                  const std::vector<Value>& row, const std::string& sql, std::int64_t number) {
  interrupt::check();
  sqlite3_reset(statement);
  int code = SQLITE_OK;
  static const Value kMissing;
  for (std::size_t i = 0; i < families.size() && code == SQLITE_OK; ++i)
    code = bind_lasting(statement, static_cast<int>(i) + 1, i < row.size() ? row[i] : kMissing, families[i]);
  if (code == SQLITE_OK) code = sqlite3_step(statement);
  if (code == SQLITE_DONE) return;
  Error error = sqlite_error(handle(), file_, sql);
  Error numbered(error.code, "row " + std::to_string(number) + ": " + error.what());
  numbered.hint = error.hint, numbered.sql = error.sql, numbered.sqlstate = error.sqlstate;
  throw numbered;
}

// What failed, with the number of the statement when there are several.
Error SqliteConnection::failure(const Script& script) const {
  const bool several = script.number > 1 || !script.single();
  const auto from = script.sql.size() - skip_blank(std::string_view(script.sql).substr(script.at)).size();
  const auto end = script.end > from ? script.end : script.sql.size();
  const std::string piece = several ? script.sql.substr(from, end - from) : script.sql;
  if (!refused_.empty())
    return Error(ErrorCode::kScript, "transaction control (" + refused_ + ") in a script is not allowed")
        .with_hint("use op.autocommit_block(function() ... end), or transactional = false for the whole script")
        .in_sql(piece);
  Error error = sqlite_error(handle(), file_, script.sql.substr(script.at));
  const int offset = sqlite3_error_offset(handle());
  const std::size_t position = offset >= 0 ? script.at + static_cast<std::size_t>(offset) : from;
  const auto base = several ? from : 0;
  const int line =
      offset >= 0 || several ? line_at(std::string_view(script.sql).substr(base), position > base ? position - base : 0) : 0;
  const std::string where =
      several ? "statement " + std::to_string(script.number) + " (line " + std::to_string(line_at(script.sql, position)) + "): "
              : "";
  Error located(error.code, where + error.what());
  located.hint = error.hint, located.sqlstate = error.sqlstate, located.sql = piece, located.sql_line = line;
  return located;
}

// ---- transactions ----

void SqliteConnection::control(const char* sql) {
  trusted_ = true;
  const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
  trusted_ = false;
  if (code != SQLITE_OK) throw sqlite_error(handle(), file_, sql);
}

void SqliteConnection::begin() {
  appear();
  if (missing_) create();
  control("BEGIN IMMEDIATE");
}

void SqliteConnection::commit() {
  if (!in_transaction())
    throw Error(ErrorCode::kState, "nothing was committed: the database had rolled the transaction back")
        .with_hint("a statement failed before and its error was swallowed (pcall); let it stop the script");
  control("COMMIT");
}

void SqliteConnection::rollback() noexcept {
  if (!in_transaction()) return;
  trusted_ = true;
  sqlite3_exec(handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  trusted_ = false;
}

// SQLite locks the whole file, so whoever writes at all keeps others from migrating.
std::optional<std::string> SqliteConnection::writer(const std::string&) {
  if (missing_ || file_.in_memory() || file_.read_only || in_transaction()) return std::nullopt;
  const int patience = std::exchange(file_.busy_ms, 0);
  trusted_ = true;
  const int code = sqlite3_exec(handle(), "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
  trusted_ = false;
  file_.busy_ms = patience;
  if (code == SQLITE_OK) rollback();
  return (code & 0xFF) == SQLITE_BUSY ? std::optional(sqlite_lock_holder(file_.path)) : std::nullopt;
}

int SqliteConnection::authorize(void* self, int action, const char* first, const char* second, const char*, const char*) {
  auto& connection = *static_cast<SqliteConnection*>(self);
  if (!connection.fenced_ || connection.trusted_) return SQLITE_OK;
  if (action == SQLITE_TRANSACTION) {
    connection.refused_ = first ? first : "";
    return SQLITE_DENY;
  }
  // Inside a transaction SQLite ignores this pragma anyway; enforcement during a run is not the script's to decide.
  if (action == SQLITE_PRAGMA && first && second && sqlite3_stricmp(first, "foreign_keys") == 0) return SQLITE_IGNORE;
  return SQLITE_OK;
}

// Looks for a Ctrl-C that came before the statement did: sqlite3_interrupt stops only what runs already.
int SqliteConnection::progress(void* self) {
  return interrupt::pending() && !static_cast<SqliteConnection*>(self)->trusted_;
}

// Waits like sqlite3_busy_timeout, but hears Ctrl-C.
int SqliteConnection::busy(void* self, int tries) {
  auto& connection = *static_cast<SqliteConnection*>(self);
  const auto now = std::chrono::steady_clock::now();
  if (tries == 0) connection.busy_since_ = now;
  if (interrupt::pending() || now - connection.busy_since_ >= std::chrono::milliseconds(connection.file_.busy_ms)) return 0;
  std::this_thread::sleep_for(std::chrono::milliseconds(tries < 10 ? 1 + tries : 20));
  return 1;
}

}  // namespace

std::unique_ptr<Connection> connect_sqlite(const Url& url) {
  return std::make_unique<SqliteConnection>(sqlite_file(url));
}

}  // namespace runner::db
