// What an SQLite URL points to, and opening it. A database that is not there yet is opened only when somebody writes:
// looking at it must not leave a file behind.
#pragma once

#include <memory>
#include <string>

#include "base/error.h"
#include "base/url.h"

struct sqlite3;
namespace SQLite {
class Database;
}

namespace runner::db {

struct SqliteFile {
  std::string path;        // as the URL gives it; "" = in memory
  std::string uri;         // what SQLite is asked to open
  bool read_only = false;  // ?mode=ro
  bool may_create = true;  // false with ?mode=rw
  int busy_ms = 5000;      // ?timeout=SECONDS

  bool in_memory() const { return path.empty(); }
  bool exists() const;  // always true in memory
};

// Throws Error{kConnect}: a bad option.
SqliteFile sqlite_file(const Url& url);

// Throws Error{kConnect}: a directory, a missing folder, no permission. REQUIRES: file.exists() or `create`.
std::unique_ptr<SQLite::Database> open_sqlite(const SqliteFile& file, bool create);

// "SQLITE_CONSTRAINT_UNIQUE"
std::string sqlite_code_name(int extended_code);
// The Error for the last failure of `handle`, with a hint where we know one. `sql` is the statement's text.
Error sqlite_error(sqlite3* handle, const SqliteFile& file, const std::string& sql);

}  // namespace runner::db
