// The one exception type. A failure is described where its facts are known, carries everything a user needs to act
// (what, where, SQL, what next) as separate fields, and is printed in one place: main.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace runner {

// What went wrong, by who has to act. Decides the exit status (API 9).
enum class ErrorCode {
  kUsage,        // wrong command line                                       -> 2
  kConfig,       // alembic.ini, .env, URL, env.lua settings                 -> 1
  kScript,       // a migration script: syntax, wrong call, Lua error        -> 1
  kGraph,        // revisions: unknown, ambiguous, cycle, duplicate          -> 1
  kState,        // the database is not where it should be (version rows)    -> 1
  kSql,          // the database refused a statement                         -> 1
  kConnect,      // the database cannot be reached or opened                 -> 1
  kUnsupported,  // the dialect (or the mode) cannot do this                 -> 1
  kIo,           // files and directories                                    -> 1
  kDifferences,  // a check found differences or pending work                -> 3
  kInterrupted,  // SIGINT                                                   -> 130
  kTerminated,   // SIGTERM                                                  -> 143
  kInternal,     // a bug of ours                                            -> 1
};

int exit_status(ErrorCode code) noexcept;

struct Error : std::runtime_error {
  Error(ErrorCode error_code, const std::string& message) : std::runtime_error(message), code(error_code) {}

  ErrorCode code;
  std::string hint;                // what to do next, one sentence or a command
  std::string where;               // the user's "file:line", never one of ours
  std::string sql;                 // the statement that failed
  int sql_line = 0;                // line inside `sql`, 1-based; 0 = unknown
  std::string sqlstate;            // PostgreSQL's five characters, or SQLite's result code name
  std::string detail;              // the server's detail (constraint values and such)
  std::string traceback;           // shown with --raiseerr only
  std::vector<std::string> notes;  // what was applied, what was rolled back; one line each

  Error&& with_hint(std::string text) && {
    hint = std::move(text);
    return std::move(*this);
  }
  Error&& at(std::string place) && {
    where = std::move(place);
    return std::move(*this);
  }
  Error&& in_sql(std::string text) && {
    sql = std::move(text);
    return std::move(*this);
  }
};

// The candidate nearest to `word` (edit distance, at most a third of its length), or "".
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace runner
