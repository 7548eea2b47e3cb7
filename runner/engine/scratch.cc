#include "engine/scratch.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <exception>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/log.h"
#include "base/text.h"
#include "engine/backends.h"
#include "schema/sql_text.h"
#include "sql/split.h"

namespace runner::engine {

namespace {

class MemoryScratch : public Scratch {
 public:
  MemoryScratch() : connection_(connect(Url::parse("sqlite://"))) {}
  db::Connection& connection() override { return *connection_; }

 private:
  std::unique_ptr<db::Connection> connection_;
};

// Of this process and moment, so that two runs do not meet.
std::string scratch_name() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
  return "runner_scratch_" + std::to_string(getpid()) + "_" + std::to_string(micros);
}

// Statements inside run although a Ctrl-C has come; afterwards it is there again for whoever looks.
class SignalHeldBack {
 public:
  SignalHeldBack() : pending_(interrupt::pending()) { interrupt::clear(); }
  ~SignalHeldBack() {
    if (pending_ != 0 && std::uncaught_exceptions() == 0) raise(pending_);
  }
  SignalHeldBack(const SignalHeldBack&) = delete;
  SignalHeldBack& operator=(const SignalHeldBack&) = delete;

 private:
  int pending_;
};

// The database itself: made and dropped over a connection to the one beside it.
class ServerDatabase {
 public:
  explicit ServerDatabase(const Url& beside) : server_(connect(beside)), name_(scratch_name()) {
    try {
      server_->execute("CREATE DATABASE " + name_ + " TEMPLATE template0");
    } catch (Error& e) {
      if (e.code == ErrorCode::kInterrupted || e.code == ErrorCode::kTerminated) drop();
      e.notes.push_back("a file of SQL is loaded into a scratch database on the server of the URL");
      e.hint =
          "let the role make databases (ALTER ROLE ... CREATEDB), or load the file into a database of your own and name that "
          "with --from-url";
      throw;
    }
  }
  ~ServerDatabase() { drop(); }
  ServerDatabase(const ServerDatabase&) = delete;
  ServerDatabase& operator=(const ServerDatabase&) = delete;

  const std::string& name() const { return name_; }
  std::string default_schema() { return server_->inspector()->default_schema(); }

 private:
  void drop() noexcept {
    SignalHeldBack held_back;
    try {
      server_->execute("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
    } catch (const Error& e) {
      log::warn("runner.scratch", "the scratch database " + name_ + " is left on the server: " + e.what());
    }
  }

  std::unique_ptr<db::Connection> server_;
  std::string name_;
};

class ServerScratch : public Scratch {
 public:
  explicit ServerScratch(const Url& beside) : database_(beside) {
    Url own = beside;
    own.database = database_.name();
    connection_ = connect(own);
    connection_->on_notice([](const std::string& line) { log::info("runner.server", line); });
    const std::string schema = database_.default_schema();
    if (!schema.empty() && schema != connection_->inspector()->default_schema()) {
      connection_->execute("CREATE SCHEMA IF NOT EXISTS " + dialect_for(own)->quote(schema));
    }
  }
  db::Connection& connection() override { return *connection_; }
  void reset_session() override { connection_->execute("RESET ALL"); }

 private:
  ServerDatabase database_;
  std::unique_ptr<db::Connection> connection_;  // ends before the database is dropped
};

bool is_copy_of_rows(std::string_view line) {
  return line.starts_with("COPY ") && line.find(" FROM stdin") != std::string_view::npos && text::trim(line).ends_with(';');
}

// What pg_dump writes for psql alone is nothing to the server: \restrict, \unrestrict, and rows behind COPY, which a schema
// does not need. Lines keep their numbers.
std::string without_psql_words(std::string text) {
  bool rows = false;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = std::string_view(text).substr(start, end - start);
    const bool last_row = rows && text::trim(line) == "\\.";
    rows = rows || is_copy_of_rows(line);
    if (rows || line.starts_with("\\restrict") || line.starts_with("\\unrestrict")) std::fill_n(&text[start], end - start, ' ');
    rows = rows && !last_row;
    start = end + 1;
  }
  return text;
}

// A dump of a newer server sets what an older one has not (transaction_timeout); that makes no table another one.
bool sets_something_newer(const std::string& statement, const Error& e) {
  return e.sqlstate == "42704" && text::starts_with_nocase(statement.substr(statement.rfind('\n') + 1), "SET ");
}

// The default schema is made before the file, which may do so, too: CREATE SCHEMA name AUTHORIZATION role, with no tables inside.
bool makes_schema_again(const std::string& statement, const Error& e) {
  return e.sqlstate == "42P06" && schema::significant(statement).size() <= 5;
}

// BEGIN, SAVEPOINT and their ends change nothing where every statement counts; to take some of them back would.
bool passed_over(const sql::Piece& piece, const std::string& file) {
  const std::string word = sql::first_keyword(piece.text);
  if (word != "ROLLBACK" && word != "ABORT")
    return word == "SAVEPOINT" || word == "RELEASE" || sql::transaction_control(piece.text);
  Error error(ErrorCode::kConfig, word + " in a file of SQL that says what is wanted: every statement of it counts");
  error.hint = "take out the " + word + " together with what it takes back";
  error.where = file + ":" + std::to_string(piece.line + std::count(piece.text.begin(), piece.text.end(), '\n'));
  throw error;
}

}  // namespace

void load(Scratch& scratch, const std::string& file, const std::string& dialect) {
  const std::string text = without_psql_words(text::read_file(file));
  std::vector<sql::Piece> pieces = sql::split_statements(text, dialect);
  std::erase_if(pieces, [&](const sql::Piece& piece) { return passed_over(piece, file); });
  for (const sql::Piece& piece : pieces) {
    try {
      scratch.connection().execute(piece.text);
    } catch (Error& e) {
      if (sets_something_newer(piece.text, e) || makes_schema_again(piece.text, e)) continue;
      if (e.code == ErrorCode::kSql) e.where = file + ":" + std::to_string(piece.line + std::max(e.sql_line, 1) - 1);
      throw;
    }
  }
  scratch.reset_session();
}

std::unique_ptr<Scratch> scratch_in_memory(const Url&) {
  return std::make_unique<MemoryScratch>();
}

std::unique_ptr<Scratch> scratch_on_server(const Url& url) {
  return std::make_unique<ServerScratch>(url);
}

}  // namespace runner::engine
