// A database URL as SQLAlchemy writes them. Parsed once; the only printing function hides the password, so no message
// can leak it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace runner {

struct Url {
  std::string backend;         // "postgresql", "sqlite", "mysql", "mariadb": canonical, +driver cut off
  std::string driver;          // what stood behind "+", "" otherwise
  std::string user, password;  // percent-decoded
  bool has_password = false;
  // host, port ("" = default); a unix socket's directory begins with "/". Hosts and ports that the query gave
  // (?host=/run/postgresql, ?host=h1:1&host=h2:2) stand here and not in `query`.
  std::vector<std::pair<std::string, std::string>> hosts;
  std::string database;  // decoded; for sqlite the path as written: "", ":memory:", "relative.db", "/absolute.db"
  std::vector<std::pair<std::string, std::string>> query;  // decoded, in order

  // Throws Error{kConfig}: not a URL, unknown scheme (with the list of known ones). Messages never show the password.
  static Url parse(std::string_view text);
  // As SQLAlchemy prints it, the password as "***".
  std::string redacted() const;
  std::optional<std::string> option(std::string_view name) const;
};

// Any text that may contain a URL with a password: "://user:secret@" becomes "://user:***@". For messages of libraries.
std::string redact(std::string_view text);

}  // namespace runner
