#include "db/postgresql_errors.h"

#include <libpq-fe.h>
#include <signal.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <map>

#include "base/interrupt.h"
#include "base/text.h"
#include "db/statement_text.h"

namespace runner::db {
namespace {

struct Known {
  const char* text;
  const char* hint;
};

// What libpq or the server says while connecting; there is no SQLSTATE then.
const Known kConnectHints[] = {
    {"password authentication failed", "check the user and the password in the URL, PGPASSWORD or ~/.pgpass"},
    {"no password supplied", "put the password into the URL, PGPASSWORD or ~/.pgpass"},
    {"SSL", "check sslmode and the certificates in the database URL"},
    {"certificate", "check sslmode and the certificates in the database URL"},
    {"no pg_hba.conf entry", "the server's pg_hba.conf does not let this user in from here"},
    {"Peer authentication failed", "connect as the operating system's user, or by TCP with a password"},
    {"too many", "the server has no free connection: wait, or raise max_connections"},
    {"remaining connection slots", "the server has no free connection: wait, or raise max_connections"},
    {"is starting up", "the server is starting: try again in a moment"},
    {"is shutting down", "the server is shutting down"},
    {"could not translate host name", "check the host name in the database URL"},
    {"Connection refused", "is the server running there, and does it listen on that port?"},
    {"No such file or directory", "is the server running, and is its unix socket in that directory?"},
    {"timeout expired", "is the host reachable? ?connect_timeout=SECONDS in the database URL says how long to wait"},
    {"invalid connection option", "the database URL has an option that libpq does not know"},
    {"server closed the connection unexpectedly", "is it a PostgreSQL server that listens there?"},
};

std::string missing_name_hint(const std::string& message, const Url& url) {
  if (message.find("does not exist") == std::string::npos) return "";
  if (message.find("database \"") != std::string::npos) return "create it: createdb " + url.database;
  if (message.find("role \"") != std::string::npos) return "create the role, or name another user in the database URL";
  return "";
}

// libpq's messages take several lines, one for each address tried, each followed by a question that our hint answers.
std::string one_line(std::string message) {
  for (std::size_t at; (at = message.find("\n\tIs the server running")) != std::string::npos;)
    message.erase(at, std::min(message.find('\n', at + 1), message.size()) - at);
  while (!message.empty() && message.back() == '\n') message.pop_back();
  return text::replace_all(text::replace_all(message, "\n\t", " "), "\n", "; ");
}

std::string field(const PGresult* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text ? text : "";
}

std::string hint_for(const std::string& sqlstate) {
  static const std::map<std::string, std::string> hints = {
      {"25P02",
       "a statement failed before and its error was swallowed: wrap what may fail in conn:begin_nested(function() ... end)"},
      {"25001", "wrap the call: op.autocommit_block(function() ... end), or set transactional = false at the top of the script"},
      {"55P04", "add the value in a transaction of its own: op.autocommit_block(function() ... end)"},
      {"55P03", "somebody else holds a lock on it; try again, or raise lock_timeout"},
      {"40P01", "try again: nothing of this transaction was kept"},
      {"40001", "try again: nothing of this transaction was kept"},
      {"53100", "the server's disk is full"},
      {"3F000", "no schema of search_path is there for this role: GRANT USAGE, CREATE ON SCHEMA ... TO it, or set search_path"},
      {"42501", "the role may not do this: GRANT it the rights, or connect as the owner"},
  };
  auto found = hints.find(sqlstate);
  return found == hints.end() ? "" : found->second;
}

// The row of a COPY is only in the context; of a function's error the context is detail.
void add_context(std::string& message, std::string& detail, const std::string& context) {
  if (context.empty()) return;
  if (context.rfind("COPY ", 0) == 0)
    message += " (" + context.substr(0, context.find('\n')) + ")";
  else
    detail += (detail.empty() ? "" : "\n") + context;
}

bool in_word(const std::string& text, std::size_t at) {
  return at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_');
}

// libpq does not tell the password; should it ever, it is hidden. A short one only as a word of its own, and none that the
// user or the database is called, too: `role "app" does not exist` has to say which.
std::string without_password(std::string text, const Url& url) {
  constexpr std::size_t kLong = 6;
  const std::string& password = url.password;
  if (password.empty() || password == url.user || password == url.database) return text;
  for (std::size_t at = text.find(password); at != std::string::npos; at = text.find(password, at)) {
    const bool part_of_word = (at > 0 && in_word(text, at - 1)) || in_word(text, at + password.size());
    if (password.size() >= kLong || !part_of_word) text.replace(at, password.size(), "***");
    ++at;
  }
  return text;
}

}  // namespace

Error connect_error(const Url& url, const std::string& message) {
  const std::string why = without_password(one_line(redact(message)), url);
  Error error(ErrorCode::kConnect, "cannot connect to " + url.redacted() + ": " + why);
  error.hint = missing_name_hint(message, url);
  for (const auto& known : kConnectHints)
    if (error.hint.empty() && message.find(known.text) != std::string::npos) error.hint = known.hint;
  if (error.hint.empty()) error.hint = "check the database URL";
  return error;
}

Error lost_error(const pg_conn* connection, const pg_result* said) {
  std::string why = said ? field(said, PG_DIAG_MESSAGE_PRIMARY) : "";
  if (why.empty()) why = one_line(PQerrorMessage(connection));
  Error error(ErrorCode::kConnect, "the connection to the server is lost" + (why.empty() ? "" : ": " + why));
  error.hint = "nothing of the open transaction was kept; run the command again";
  if (said) error.sqlstate = field(said, PG_DIAG_SQLSTATE);
  return error;
}

Error statement_error(const pg_result* result, const std::string& sql, int statement) {
  const std::string sqlstate = field(result, PG_DIAG_SQLSTATE);
  if (const int signal = interrupt::pending(); signal && sqlstate == "57014")
    return Error(signal == SIGTERM ? ErrorCode::kTerminated : ErrorCode::kInterrupted, "interrupted").in_sql(sql);
  std::string message = field(result, PG_DIAG_MESSAGE_PRIMARY), detail = field(result, PG_DIAG_MESSAGE_DETAIL);
  if (message.empty()) message = one_line(PQresultErrorMessage(result));
  add_context(message, detail, field(result, PG_DIAG_CONTEXT));
  int line = 0;
  if (const auto position = field(result, PG_DIAG_STATEMENT_POSITION); !position.empty())
    line = line_at(sql, byte_offset(sql, static_cast<std::size_t>(std::atol(position.c_str()))));
  if (statement > 1)
    message = "statement " + std::to_string(statement) + (line ? " (line " + std::to_string(line) + ")" : "") + ": " + message;
  Error error(ErrorCode::kSql, message);
  error.sqlstate = sqlstate;
  error.detail = detail;
  error.hint = field(result, PG_DIAG_MESSAGE_HINT);
  if (error.hint.empty()) error.hint = hint_for(sqlstate);
  error.sql = sql;
  error.sql_line = line;
  return error;
}

Error in_row(const Error& error, std::int64_t row) {
  Error numbered(error.code, "row " + std::to_string(row) + ": " + error.what());
  numbered.hint = error.hint, numbered.sql = error.sql, numbered.sqlstate = error.sqlstate, numbered.detail = error.detail;
  numbered.notes = error.notes;
  return numbered;
}

Error row_error(const Error& error, std::int64_t first_row) {
  static constexpr std::string_view kLine = ", line ";
  const std::string message = error.what();
  const std::size_t copy = message.find(" (COPY ");
  const std::size_t line = copy == std::string::npos ? copy : message.find(kLine, copy);
  if (line == std::string::npos) return error;
  std::int64_t number = 0;
  const char* digits = message.data() + line + kLine.size();
  if (std::from_chars(digits, message.data() + message.size(), number).ec != std::errc()) return error;
  return in_row(error, first_row + number - 1);
}

}  // namespace runner::db
