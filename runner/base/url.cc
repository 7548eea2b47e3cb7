#include "base/url.h"

#include <algorithm>
#include <cctype>

#include "base/error.h"
#include "base/text.h"

namespace runner {

namespace {

struct Scheme {
  std::string_view name, backend;
};
constexpr Scheme kSchemes[] = {
    {"postgresql", "postgresql"}, {"postgres", "postgresql"}, {"sqlite", "sqlite"}, {"mysql", "mysql"}, {"mariadb", "mariadb"}};

bool is_hex(char c) {
  return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}
int hex_value(char c) {
  return c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
}

std::string decode(std::string_view text, bool plus_is_space = false) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2])) {
      result += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      result += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  if (result.find('\0') != std::string::npos) throw Error(ErrorCode::kConfig, "The database URL holds a NUL byte");
  return result;
}

std::string encode(std::string_view text, std::string_view safe) {
  std::string result;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte < 0x80 && (std::isalnum(byte) || std::string_view("_.-~").find(c) != std::string_view::npos);
    if (plain || safe.find(c) != std::string_view::npos) {
      result += c;
    } else {
      result += '%';
      result += "0123456789ABCDEF"[byte >> 4];
      result += "0123456789ABCDEF"[byte & 15];
    }
  }
  return result;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Options that hold secrets of their own.
bool is_secret(std::string_view option) {
  const std::string name = text::lower(option);
  return name.find("password") != std::string::npos || name == "passwd";
}

// Cuts `text` at the first of `separators`; the separator stays with the rest, which is "" when there is none.
std::string_view cut(std::string_view& text, std::string_view separators) {
  const std::size_t at = std::min(text.find_first_of(separators), text.size());
  const std::string_view head = text.substr(0, at);
  text.remove_prefix(at);
  return head;
}

// ---- parts ----

void parse_scheme(Url& url, std::string_view scheme) {
  const std::size_t plus = scheme.find('+');
  const std::string name = text::lower(scheme.substr(0, plus));
  if (plus != std::string_view::npos) url.driver = scheme.substr(plus + 1);
  for (const Scheme& known : kSchemes) {
    if (known.name == name) url.backend = known.backend;
  }
  if (!url.backend.empty()) return;

  std::vector<std::string> names;
  for (const Scheme& known : kSchemes) names.emplace_back(known.name);
  Error error(ErrorCode::kConfig, "Unknown database '" + name + "' in the URL; known are " + text::join(names, ", "));
  const std::string guess = nearest(name, names);
  error.hint = guess.empty() ? "set sqlalchemy.url in the ini file, DATABASE_URL or --url, e.g. sqlite:///app.db"
                             : "did you mean '" + guess + "'?";
  throw error;
}

// "host:port", "[::1]:port", "%2Fvar%2Frun:port"
std::pair<std::string, std::string> parse_host(std::string_view text) {
  std::string_view host;
  if (!text.empty() && text.front() == '[') {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) throw Error(ErrorCode::kConfig, "A '[' of the database URL's host is not closed");
    host = text.substr(1, close - 1);
    text.remove_prefix(close + 1);
    if (!text.empty() && text.front() != ':') {
      throw Error(ErrorCode::kConfig, "After the ']' of the database URL's host only ':port' may follow");
    }
  } else {
    host = cut(text, ":");
  }
  if (!text.empty()) text.remove_prefix(1);
  if (!text.empty() && (!is_digits(text) || text.size() > 5 || std::stoi(std::string(text)) > 65535)) {
    // The text is not shown: it is often a part of a password with a "/", ":" or "@" in it.
    throw Error(ErrorCode::kConfig, "The port in the database URL is not a number from 0 to 65535")
        .with_hint("special characters of a password must be percent-encoded: '@' as %40, '/' as %2F, ':' as %3A");
  }
  return {decode(host), std::string(text)};
}

void parse_user(Url& url, std::string_view text) {
  const std::size_t colon = text.find(':');
  url.user = decode(text.substr(0, colon));
  if (colon == std::string_view::npos) return;
  url.has_password = true;
  url.password = decode(text.substr(colon + 1));
}

// "user:password@" ends at the first "@", and the password may hold "/" and "?" unencoded, as in SQLAlchemy.
void take_user(Url& url, std::string_view& rest) {
  const std::size_t at = rest.find('@');
  if (at == std::string_view::npos) return;
  const std::string_view user = rest.substr(0, rest.find_first_of(":/@?"));
  if (user.size() < at && rest[user.size()] != ':') return;  // the "@" stands behind the path or the query
  parse_user(url, rest.substr(0, at));
  rest.remove_prefix(at + 1);
}

// A second "@" in the host, or before a "/" of the path, was meant for the password: what follows the first one is a piece of
// the secret, so nothing of it is shown, looked up or connected to.
void check_password_ended(std::string_view rest) {
  const std::string_view place = rest.substr(0, rest.find('?'));
  const std::size_t at = place.rfind('@');
  if (at == std::string_view::npos) return;
  if (at > place.find('/') && place.find('/', at) == std::string_view::npos) return;  // a database called "a@b"
  throw Error(ErrorCode::kConfig, "The database URL has a second '@'")
      .with_hint("special characters of a password must be percent-encoded: '@' as %40, '/' as %2F, ':' as %3A");
}

void parse_query(Url& url, std::string_view text) {
  for (const std::string& pair : text::split(text, "&")) {
    const std::size_t equals = pair.find('=');
    if (equals == 0) continue;
    std::string value = equals == std::string::npos ? "" : decode(std::string_view(pair).substr(equals + 1), true);
    url.query.emplace_back(decode(std::string_view(pair).substr(0, equals), true), std::move(value));
  }
}

std::vector<std::string> take_options(Url& url, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [key, value] : url.query) {
    if (key != name) continue;
    for (std::string& part : text::split(value, ",", true)) values.push_back(std::move(part));
  }
  std::erase_if(url.query, [&](const auto& option) { return option.first == name; });
  return values;
}

// "?host=/run/postgresql", "?host=h1:1&host=h2:2", "?host=h1,h2&port=1,2" become hosts like those in the authority.
void move_hosts_from_query(Url& url) {
  const std::vector<std::string> hosts = take_options(url, "host");
  const std::vector<std::string> ports = take_options(url, "port");
  if (!hosts.empty()) {
    url.hosts.clear();
    for (const std::string& host : hosts) {
      const bool bare_address = host.find(':') != host.rfind(':') && host.front() != '[';
      url.hosts.push_back(!host.empty() && (host.front() == '/' || bare_address) ? std::pair(host, std::string())
                                                                                 : parse_host(host));
    }
  }
  if (ports.empty()) return;
  if (url.hosts.empty()) url.hosts.emplace_back();
  for (std::size_t i = 0; i < url.hosts.size(); ++i) {
    const std::string& port = ports[std::min(i, ports.size() - 1)];
    if (url.hosts[i].second.empty()) url.hosts[i].second = parse_host(":" + port).second;
  }
}

void check_sqlite(const Url& url) {
  if (url.hosts.empty() && url.user.empty() && !url.has_password) return;
  throw Error(ErrorCode::kConfig, "Not an SQLite URL: it names a host")
      .with_hint("write sqlite:///relative.db, sqlite:////absolute/path.db or sqlite:// (three slashes before a relative path)");
}

}  // namespace

Url Url::parse(std::string_view text) {
  text = text::trim(text);
  const std::size_t mark = text.find("://");
  const auto name_letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '+'; };
  if (mark == std::string_view::npos || mark == 0 ||
      !std::all_of(text.begin(), text.begin() + static_cast<long>(mark), name_letter)) {
    throw Error(ErrorCode::kConfig,
                text.empty() ? "The database URL is empty" : "Not a database URL: it must begin with 'name://'")
        .with_hint("examples: sqlite:///app.db, postgresql://user:password@localhost:5432/app");
  }
  Url url;
  parse_scheme(url, text.substr(0, mark));
  std::string_view rest = text.substr(mark + 3);
  take_user(url, rest);
  if (url.has_password) check_password_ended(rest);
  const std::string_view authority = cut(rest, "/?");
  if (!authority.empty()) {
    for (const std::string& host : text::split(authority, ",", true)) url.hosts.push_back(parse_host(host));
  }
  if (!rest.empty() && rest.front() == '/') {
    rest.remove_prefix(1);
    const std::string_view database = cut(rest, "?");
    url.database = url.backend == "sqlite" ? std::string(database) : decode(database);
  }
  if (!rest.empty()) parse_query(url, rest.substr(1));
  if (url.backend == "sqlite") {
    check_sqlite(url);
  } else {
    move_hosts_from_query(url);
  }
  return url;
}

std::string Url::redacted() const {
  std::string out = backend + (driver.empty() ? "" : "+" + driver) + "://";
  if (!user.empty() || has_password) out += encode(user, " +") + (has_password ? ":***" : "") + "@";

  std::vector<std::pair<std::string, std::string>> options = query;
  std::string authority;
  for (const auto& [host, port] : hosts) {
    if (!host.empty() && host.front() == '/') {
      options.emplace_back("host", host);
      if (!port.empty()) options.emplace_back("port", port);
      continue;
    }
    if (!authority.empty()) authority += ',';
    authority += host.find(':') == std::string::npos ? host : "[" + host + "]";
    if (!port.empty()) authority += ":" + port;
  }
  out += authority;
  if (!database.empty()) out += "/" + (backend == "sqlite" ? database : encode(database, " +/"));

  std::stable_sort(options.begin(), options.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  char separator = '?';
  for (const auto& [name, value] : options) {
    out += separator + encode(name, "") + "=" + (is_secret(name) ? "***" : encode(value, ""));
    separator = '&';
  }
  return out;
}

std::optional<std::string> Url::option(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

// ---- foreign text ----

namespace {

// Where the URL that begins at `begin` has its last "@", which ends the password even if that holds an "@" itself. A blank
// or a quote normally ends a URL; when no "@" came until then, the password may hold one: then the line is searched.
std::size_t end_of_password(std::string_view text, std::size_t begin, std::size_t colon) {
  const std::size_t end = std::min(text.find_first_of(" \t\r\n'\"`<>", begin), text.size());
  const std::size_t at = text.substr(0, end).rfind('@');
  if (at != std::string_view::npos && at > colon) return at;
  const std::string_view port = text.substr(colon + 1, text.find_first_not_of("0123456789", colon + 1) - colon - 1);
  const std::size_t behind = colon + 1 + port.size();
  if (behind >= text.size() || std::string_view("/,? \t\r\n'\"`<>);").find(text[behind]) != std::string_view::npos) {
    return std::string_view::npos;  // "host:5432/…": no password
  }
  const std::size_t line_end = std::min(text.find_first_of("\r\n", begin), text.size());
  const std::size_t late = text.substr(0, line_end).rfind('@');
  return late != std::string_view::npos && late > colon ? late : std::string_view::npos;
}

std::string redact_urls(std::string_view text) {
  std::string out;
  std::size_t done = 0;
  for (std::size_t mark = text.find("://"); mark != std::string_view::npos; mark = text.find("://", mark + 3)) {
    const std::size_t begin = mark + 3;
    if (begin < done) continue;
    const std::size_t colon = text.find_first_of(":/@?# \t\r\n'\"`<>", begin);
    if (colon == std::string_view::npos || text[colon] != ':') continue;
    const std::size_t at = end_of_password(text, begin, colon);
    if (at == std::string_view::npos) continue;
    out += text.substr(done, colon + 1 - done);
    out += "***";
    done = at;
  }
  return out += text.substr(done);
}

// "password=secret" and "password='two words'" of connection strings and query strings.
std::string redact_options(std::string_view text) {
  constexpr std::string_view kWord = "password";
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = 0; at + kWord.size() <= text.size(); ++at) {
    if (!text::starts_with_nocase(text.substr(at), kWord)) continue;
    std::size_t value = text.find_first_not_of(" \t", at + kWord.size());
    if (value == std::string_view::npos || text[value] != '=') continue;
    value = std::min(text.find_first_not_of(" \t", value + 1), text.size());
    if (value == text.size()) break;
    const char quote = text[value];
    std::size_t end;
    if (quote == '\'' || quote == '"') {
      end = value + 1;
      while (end < text.size() && text[end] != quote) end += text[end] == '\\' ? 2 : 1;
      end = std::min(end + 1, text.size());
    } else {
      end = std::min(text.find_first_of(" \t\r\n&;'\"`<>", value), text.size());
    }
    out += text.substr(done, value - done);
    out += "***";
    done = end;
    at = end - 1;
  }
  return out += text.substr(done);
}

}  // namespace

std::string redact(std::string_view text) {
  return redact_options(redact_urls(text));
}

}  // namespace runner
