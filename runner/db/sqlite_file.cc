#include "db/sqlite_file.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <signal.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/interrupt.h"
#include "base/text.h"
#include "db/statement_text.h"

namespace runner::db {
namespace {

namespace fs = std::filesystem;

// Options of Python's driver that mean nothing to SQLite itself.
const char* const kDriverOptions[] = {"uri",     "isolation_level",   "detect_types", "check_same_thread",
                                      "factory", "cached_statements", "autocommit"};

std::string percent_encoded(const std::string& text) {
  static const char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (unsigned char c : text) {
    if (c == '%' || c == '?' || c == '#' || c == '&' || c == '=' || c <= ' ' || c >= 0x7F)
      (((out += '%') += kHex[c >> 4]) += kHex[c & 15]);
    else
      out += static_cast<char>(c);
  }
  return out;
}

std::string percent_encoded_path(const std::string& path) {
  std::string out;
  for (char c : path) out += c == '=' || c == '&' ? std::string(1, c) : percent_encoded({c});
  return out;
}

Error cannot_open(const SqliteFile& file, const std::string& why) {
  return Error(ErrorCode::kConnect, "cannot open SQLite database " + file.path + ": " + why);
}

int milliseconds(const std::string& seconds) {
  char* end = nullptr;
  double value = std::strtod(seconds.c_str(), &end);
  if (seconds.empty() || *end || !(value >= 0) || value > 86400)
    throw Error(ErrorCode::kConnect, "?timeout=" + seconds + " in the database URL is not a number of seconds");
  return static_cast<int>(value * 1000);
}

void apply_mode(SqliteFile& file, const std::string& mode) {
  if (mode == "ro")
    file.read_only = true, file.may_create = false;
  else if (mode == "rw")
    file.may_create = false;
  else if (mode == "memory")
    file.path.clear();
  else if (mode != "rwc")
    throw Error(ErrorCode::kConnect, "?mode=" + mode + " in the database URL is not one of ro, rw, rwc, memory");
}

// file:name?uri=true: the name is an URI itself, options may stand in it.
void apply_uri_name(SqliteFile& file) {
  if (file.path.rfind("file:", 0) != 0) return;
  file.path.erase(0, 5);
  if (file.path.rfind("//", 0) == 0) file.path.erase(0, std::min(file.path.find('/', 2), file.path.size()));
  if (auto query = file.path.find('?'); query != std::string::npos) file.path.erase(query);
  if (file.path == ":memory:") file.path.clear();
}

void check_place(const SqliteFile& file, bool create) {
  std::error_code ignored;
  const fs::path path(file.path);
  if (fs::is_directory(path, ignored)) throw cannot_open(file, "it is a directory").with_hint("name a file in the database URL");
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, ignored))
    throw cannot_open(file, "the directory " + folder.string() + " does not exist").with_hint("mkdir -p " + folder.string());
  if (!create && !fs::exists(path, ignored))
    throw cannot_open(file, "there is no such file").with_hint("create it, or leave ?mode= out of the database URL");
  if (!create && access(file.path.c_str(), R_OK) != 0)
    throw cannot_open(file, "no permission to read it").with_hint("check the owner and the mode of the file");
}

struct CodeName {
  int code;
  const char* name;
};
#define RUNNER_CODE(name) \
  { name, #name }
const CodeName kCodeNames[] = {
    RUNNER_CODE(SQLITE_ERROR),
    RUNNER_CODE(SQLITE_INTERNAL),
    RUNNER_CODE(SQLITE_PERM),
    RUNNER_CODE(SQLITE_ABORT),
    RUNNER_CODE(SQLITE_BUSY),
    RUNNER_CODE(SQLITE_LOCKED),
    RUNNER_CODE(SQLITE_NOMEM),
    RUNNER_CODE(SQLITE_READONLY),
    RUNNER_CODE(SQLITE_INTERRUPT),
    RUNNER_CODE(SQLITE_IOERR),
    RUNNER_CODE(SQLITE_CORRUPT),
    RUNNER_CODE(SQLITE_NOTFOUND),
    RUNNER_CODE(SQLITE_FULL),
    RUNNER_CODE(SQLITE_CANTOPEN),
    RUNNER_CODE(SQLITE_PROTOCOL),
    RUNNER_CODE(SQLITE_SCHEMA),
    RUNNER_CODE(SQLITE_TOOBIG),
    RUNNER_CODE(SQLITE_CONSTRAINT),
    RUNNER_CODE(SQLITE_MISMATCH),
    RUNNER_CODE(SQLITE_MISUSE),
    RUNNER_CODE(SQLITE_NOLFS),
    RUNNER_CODE(SQLITE_AUTH),
    RUNNER_CODE(SQLITE_RANGE),
    RUNNER_CODE(SQLITE_NOTADB),
    RUNNER_CODE(SQLITE_ERROR_MISSING_COLLSEQ),
    RUNNER_CODE(SQLITE_ERROR_RETRY),
    RUNNER_CODE(SQLITE_ABORT_ROLLBACK),
    RUNNER_CODE(SQLITE_BUSY_RECOVERY),
    RUNNER_CODE(SQLITE_BUSY_SNAPSHOT),
    RUNNER_CODE(SQLITE_BUSY_TIMEOUT),
    RUNNER_CODE(SQLITE_LOCKED_SHAREDCACHE),
    RUNNER_CODE(SQLITE_LOCKED_VTAB),
    RUNNER_CODE(SQLITE_READONLY_RECOVERY),
    RUNNER_CODE(SQLITE_READONLY_CANTLOCK),
    RUNNER_CODE(SQLITE_READONLY_ROLLBACK),
    RUNNER_CODE(SQLITE_READONLY_DBMOVED),
    RUNNER_CODE(SQLITE_READONLY_CANTINIT),
    RUNNER_CODE(SQLITE_READONLY_DIRECTORY),
    RUNNER_CODE(SQLITE_IOERR_READ),
    RUNNER_CODE(SQLITE_IOERR_SHORT_READ),
    RUNNER_CODE(SQLITE_IOERR_WRITE),
    RUNNER_CODE(SQLITE_IOERR_FSYNC),
    RUNNER_CODE(SQLITE_IOERR_DIR_FSYNC),
    RUNNER_CODE(SQLITE_IOERR_TRUNCATE),
    RUNNER_CODE(SQLITE_IOERR_FSTAT),
    RUNNER_CODE(SQLITE_IOERR_UNLOCK),
    RUNNER_CODE(SQLITE_IOERR_RDLOCK),
    RUNNER_CODE(SQLITE_IOERR_DELETE),
    RUNNER_CODE(SQLITE_IOERR_NOMEM),
    RUNNER_CODE(SQLITE_IOERR_ACCESS),
    RUNNER_CODE(SQLITE_IOERR_LOCK),
    RUNNER_CODE(SQLITE_IOERR_CLOSE),
    RUNNER_CODE(SQLITE_IOERR_SHMOPEN),
    RUNNER_CODE(SQLITE_IOERR_SHMSIZE),
    RUNNER_CODE(SQLITE_IOERR_SHMMAP),
    RUNNER_CODE(SQLITE_IOERR_GETTEMPPATH),
    RUNNER_CODE(SQLITE_CORRUPT_VTAB),
    RUNNER_CODE(SQLITE_CORRUPT_SEQUENCE),
    RUNNER_CODE(SQLITE_CORRUPT_INDEX),
    RUNNER_CODE(SQLITE_CANTOPEN_NOTEMPDIR),
    RUNNER_CODE(SQLITE_CANTOPEN_ISDIR),
    RUNNER_CODE(SQLITE_CANTOPEN_FULLPATH),
    RUNNER_CODE(SQLITE_CONSTRAINT_CHECK),
    RUNNER_CODE(SQLITE_CONSTRAINT_COMMITHOOK),
    RUNNER_CODE(SQLITE_CONSTRAINT_FOREIGNKEY),
    RUNNER_CODE(SQLITE_CONSTRAINT_FUNCTION),
    RUNNER_CODE(SQLITE_CONSTRAINT_NOTNULL),
    RUNNER_CODE(SQLITE_CONSTRAINT_PRIMARYKEY),
    RUNNER_CODE(SQLITE_CONSTRAINT_TRIGGER),
    RUNNER_CODE(SQLITE_CONSTRAINT_UNIQUE),
    RUNNER_CODE(SQLITE_CONSTRAINT_VTAB),
    RUNNER_CODE(SQLITE_CONSTRAINT_ROWID),
    RUNNER_CODE(SQLITE_CONSTRAINT_PINNED),
    RUNNER_CODE(SQLITE_CONSTRAINT_DATATYPE),
    RUNNER_CODE(SQLITE_AUTH_USER),
};
#undef RUNNER_CODE

std::string hint_for(int code, const SqliteFile& file) {
  switch (code) {
    case SQLITE_READONLY_RECOVERY:
    case SQLITE_READONLY_ROLLBACK:
      return "a program was killed while it wrote; open the file once without ?mode=ro to recover it";
    case SQLITE_READONLY_DIRECTORY:
      return "SQLite writes a journal beside the file: its directory must be writable";
    default:
      break;
  }
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "somebody else holds a lock on the database; try again, or raise ?timeout=SECONDS in the database URL";
    case SQLITE_READONLY:
      return file.read_only ? "the database URL says ?mode=ro" : "check that the file and its directory are writable";
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return "check the free space of the disk that holds the database";
    case SQLITE_CANTOPEN:
      return file.read_only && access((file.path + "-journal").c_str(), F_OK) == 0
                 ? "a program was killed while it wrote; open the file once without ?mode=ro to recover it"
                 : "check that the file and its directory are readable and writable";
    case SQLITE_CORRUPT:
      return "the file is damaged: restore a backup, or see what PRAGMA integrity_check says";
    default:
      return "";
  }
}

}  // namespace

bool SqliteFile::exists() const {
  std::error_code ignored;
  return in_memory() || fs::exists(path, ignored);
}

SqliteFile sqlite_file(const Url& url) {
  SqliteFile file;
  file.path = url.database == ":memory:" ? "" : url.database;
  const bool uri_name = file.path.rfind("file:", 0) == 0;
  std::string verbatim = uri_name ? file.path : "";
  if (uri_name) apply_uri_name(file);
  std::string options;
  for (const auto& [name, value] : url.query) {
    if (name == "timeout") {
      file.busy_ms = milliseconds(value);
    } else if (name == "mode") {
      apply_mode(file, value);
      if (uri_name && value == "memory") options += "&mode=memory";  // a named one, shared within the process
    } else if (std::find(std::begin(kDriverOptions), std::end(kDriverOptions), name) == std::end(kDriverOptions)) {
      options += "&" + percent_encoded(name) + "=" + percent_encoded(value);
    }
  }
  file.uri = uri_name ? verbatim : "file:" + (file.in_memory() ? std::string(":memory:") : percent_encoded_path(file.path));
  if (!uri_name && file.uri.rfind("file://", 0) == 0) file.uri.replace(0, 7, "file:///");
  if (!options.empty()) options[0] = file.uri.find('?') == std::string::npos ? '?' : '&';
  file.uri += options;
  return file;
}

namespace {

// Nobody asks SQLite how much memory it has, and counting takes a mutex for every block. Before the first connection.
void configure_library() {
  static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(configured);
}

}  // namespace

std::unique_ptr<SQLite::Database> open_sqlite(const SqliteFile& file, bool create) {
  configure_library();
  if (!file.in_memory()) check_place(file, create);
  // A connection stays in its thread; sqlite3_interrupt, which a signal calls, needs no mutex.
  int flags = SQLite::OPEN_URI | SQLITE_OPEN_NOMUTEX | (file.read_only ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE);
  if (create || file.in_memory()) flags |= SQLite::OPEN_CREATE;
  try {
    return std::make_unique<SQLite::Database>(file.uri, flags);
  } catch (const SQLite::Exception& e) {
    auto error = cannot_open(file, e.what()).with_hint(hint_for(e.getErrorCode(), file));
    error.sqlstate = sqlite_code_name(e.getExtendedErrorCode());
    throw error;
  }
}

std::string sqlite_code_name(int extended_code) {
  for (int code : {extended_code, extended_code & 0xFF})
    for (const auto& entry : kCodeNames)
      if (entry.code == code) return entry.name;
  return "SQLITE_" + std::to_string(extended_code);
}

Error sqlite_error(sqlite3* handle, const SqliteFile& file, const std::string& sql) {
  const int code = sqlite3_extended_errcode(handle);
  const std::string message = sqlite3_errmsg(handle);
  if ((code & 0xFF) == SQLITE_NOTADB)
    return Error(ErrorCode::kConnect, file.path + " is not an SQLite database").with_hint("check the path in the database URL");
  if (const int signal = interrupt::pending(); signal && ((code & 0xFF) == SQLITE_INTERRUPT || (code & 0xFF) == SQLITE_BUSY))
    return Error(signal == SIGTERM ? ErrorCode::kTerminated : ErrorCode::kInterrupted, "interrupted").in_sql(sql);
  const bool stopped = (code & 0xFF) == SQLITE_INTERRUPT;
  Error error(stopped ? ErrorCode::kInterrupted : ErrorCode::kSql, message);
  error.sqlstate = sqlite_code_name(code);
  error.hint = hint_for(code, file);
  error.sql = sql;
  if (const int offset = sqlite3_error_offset(handle); offset >= 0)
    error.sql_line = line_at(sql, static_cast<std::size_t>(offset));
  return error;
}

}  // namespace runner::db
