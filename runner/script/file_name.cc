// What a new script is called and dated.
#include <locale.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <wctype.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "base/error.h"
#include "base/text.h"
#include "script/template.h"

namespace runner::script {

// ---- slug ----

namespace {

// The C library's Unicode tables, which need no locale of the user's.
locale_t unicode() {
  static const locale_t instance = [] {
    const locale_t made = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return made ? made : ::newlocale(LC_CTYPE_MASK, "C.utf8", nullptr);
  }();
  return instance;
}

char32_t decode(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  switch (character.size()) {
    case 1:
      return byte(0);
    case 2:
      return (byte(0) & 0x1fu) << 6 | (byte(1) & 0x3fu);
    case 3:
      return (byte(0) & 0x0fu) << 12 | (byte(1) & 0x3fu) << 6 | (byte(2) & 0x3fu);
    default:
      return (byte(0) & 0x07u) << 18 | (byte(1) & 0x3fu) << 12 | (byte(2) & 0x3fu) << 6 | (byte(3) & 0x3fu);
  }
}

void encode(std::string& out, char32_t code) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xc0 | code >> 6), put(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    put(0xe0 | code >> 12), put(0x80 | (code >> 6 & 0x3f)), put(0x80 | (code & 0x3f));
  } else {
    put(0xf0 | code >> 18), put(0x80 | (code >> 12 & 0x3f)), put(0x80 | (code >> 6 & 0x3f)), put(0x80 | (code & 0x3f));
  }
}

bool is_word_character(char32_t code) {
  if (code < 0x80)
    return code == '_' || (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
  return unicode() == nullptr || ::iswalnum_l(static_cast<wint_t>(code), unicode()) != 0;
}

char32_t lower(char32_t code) {
  if (code < 0x80) return code >= 'A' && code <= 'Z' ? code + 32 : code;
  return unicode() == nullptr ? code : static_cast<char32_t>(::towlower_l(static_cast<wint_t>(code), unicode()));
}

}  // namespace

std::string slug(std::string_view message, int limit) {
  std::u32string words;
  bool gap = false;
  while (!message.empty()) {
    const std::size_t length = text::utf8_length(message);
    const char32_t code = length == 0 ? U' ' : decode(message.substr(0, length));
    message.remove_prefix(length == 0 ? 1 : length);
    if (!is_word_character(code)) {
      gap = !words.empty();
      continue;
    }
    if (gap) words += U'_';
    gap = false;
    words += lower(code);
  }
  if (words.size() > static_cast<std::size_t>(limit)) {
    words.resize(static_cast<std::size_t>(limit));
    words.resize(std::min(words.rfind(U'_'), words.size()));
    words += U'_';
  }
  std::string result;
  for (char32_t code : words) encode(result, code);
  return result;
}

// ---- time ----

namespace {

bool zone_exists(const std::string& zone) {
  if (zone == "UTC") return true;
  if (zone.empty() || zone.front() == '/' || zone.find("..") != std::string::npos || zone.find('\0') != std::string::npos)
    return false;
  const char* configured = std::getenv("TZDIR");
  struct stat info = {};
  return ::stat(((configured ? configured : "/usr/share/zoneinfo") + ("/" + zone)).c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

std::string find_zone(const std::string& zone) {
  if (zone_exists(zone)) return zone;
  if (std::string upper = text::upper(zone); zone_exists(upper)) return upper;
  throw Error(ErrorCode::kConfig, "Can't locate timezone: " + zone)
      .with_hint("the 'timezone' key takes names as 'UTC' or 'Europe/Berlin', of those under /usr/share/zoneinfo");
}

// The zone is a property of the process; it is set for as long as this lives.
class ZoneInForce {
 public:
  explicit ZoneInForce(const std::string& zone) : active_(!zone.empty()) {
    if (!active_) return;
    const std::string found = find_zone(zone);
    if (const char* before = std::getenv("TZ")) before_ = before;
    set(found == "UTC" ? "UTC0" : ":" + found);
  }
  ~ZoneInForce() {
    if (active_) set(before_);
  }
  ZoneInForce(const ZoneInForce&) = delete;
  ZoneInForce& operator=(const ZoneInForce&) = delete;

 private:
  static void set(const std::optional<std::string>& value) {
    if (value) {
      ::setenv("TZ", value->c_str(), 1);
    } else {
      ::unsetenv("TZ");
    }
    ::tzset();
  }
  bool active_;
  std::optional<std::string> before_;
};

struct tm broken_down(long long epoch_seconds, const std::string& timezone) {
  const ZoneInForce zone(timezone);
  const time_t seconds = static_cast<time_t>(epoch_seconds);
  struct tm parts = {};
  ::localtime_r(&seconds, &parts);
  return parts;
}

std::string padded(long value, int width) {
  std::array<char, 32> buffer;
  std::snprintf(buffer.data(), buffer.size(), "%0*ld", width, value);
  return buffer.data();
}

std::string offset_text(long seconds) {
  const long size = seconds < 0 ? -seconds : seconds;
  std::string text = (seconds < 0 ? "-" : "+") + padded(size / 3600, 2) + ":" + padded(size / 60 % 60, 2);
  return size % 60 == 0 ? text : text + ":" + padded(size % 60, 2);
}

}  // namespace

std::string create_date(const std::string& timezone) {
  struct timeval now = {};
  ::gettimeofday(&now, nullptr);
  const struct tm t = broken_down(now.tv_sec, timezone);
  std::string text = padded(t.tm_year + 1900, 4) + "-" + padded(t.tm_mon + 1, 2) + "-" + padded(t.tm_mday, 2) + " " +
                     padded(t.tm_hour, 2) + ":" + padded(t.tm_min, 2) + ":" + padded(t.tm_sec, 2) + "." + padded(now.tv_usec, 6);
  return timezone.empty() ? text : text + offset_text(t.tm_gmtoff);
}

// ---- file_template ----

namespace {

// A value as a string, or as a number that a format may pad.
struct Token {
  std::string_view name;
  std::string text;
  std::optional<long long> number;
};

[[noreturn]] void bad_template(const std::string& message, const std::string& hint = "") {
  throw Error(ErrorCode::kConfig, "file_template: " + message).with_hint(hint);
}

// "%(month).2d" behind the name: flags, width, precision and type as Python formats them.
std::string format(const Token& token, std::string_view& rest) {
  const auto take_while = [&](std::string_view set) {
    const std::size_t end = std::min(rest.find_first_not_of(set), rest.size());
    std::string taken(rest.substr(0, end));
    rest.remove_prefix(end);
    return taken;
  };
  constexpr std::string_view kDigits = "0123456789";
  const std::string flags = take_while("-+ 0#");
  const std::string width = take_while(kDigits);
  std::string precision;
  const bool has_precision = rest.starts_with('.');
  if (has_precision) {
    rest.remove_prefix(1);
    precision = take_while(kDigits);
  }
  if (width.size() > 2 || precision.size() > 2) bad_template("the width of '%(" + std::string(token.name) + ")' is too large");
  const char type = rest.empty() ? '\0' : rest.front();
  if (type != 's' && (!token.number || (type != 'd' && type != 'i'))) {
    bad_template("'%(" + std::string(token.name) + ")' must end in 's'" + (token.number ? " or 'd'" : ""));
  }
  rest.remove_prefix(1);
  const std::string spec = "%" + flags + width + (has_precision ? "." + precision : "");
  std::array<char, 128> buffer;
  if (type == 's') {
    if (width.empty() && !has_precision) return token.text;
    std::string text = has_precision ? token.text.substr(0, precision.empty() ? 0 : std::stoul(precision)) : token.text;
    const std::size_t wanted = width.empty() ? 0 : std::stoul(width);
    const std::string fill(wanted > text.size() ? wanted - text.size() : 0, ' ');
    return flags.find('-') != std::string::npos ? text + fill : fill + text;
  }
  // The format is built of checked characters only.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  std::snprintf(buffer.data(), buffer.size(), (spec + "lld").c_str(), *token.number);
#pragma GCC diagnostic pop
  return buffer.data();
}

std::string expand(std::string_view rest, const std::vector<Token>& tokens) {
  std::string out;
  while (!rest.empty()) {
    const std::size_t percent = std::min(rest.find('%'), rest.size());
    out += rest.substr(0, percent);
    rest.remove_prefix(percent);
    if (rest.empty()) break;
    rest.remove_prefix(1);
    if (rest.starts_with('%')) {
      out += '%';
      rest.remove_prefix(1);
      continue;
    }
    const std::size_t close = rest.find(')');
    if (!rest.starts_with('(') || close == std::string_view::npos) bad_template("a '%' that is neither '%%' nor '%(name)s'");
    const std::string name(rest.substr(1, close - 1));
    rest.remove_prefix(close + 1);
    const Token* token = nullptr;
    std::vector<std::string> known;
    for (const Token& candidate : tokens) {
      if (candidate.name == name) token = &candidate;
      known.emplace_back(candidate.name);
    }
    if (!token) {
      const std::string guess = nearest(name, known);
      bad_template("unknown token '%(" + name + ")s'",
                   guess.empty() ? "known are " + text::quoted_list(known) : "did you mean '" + guess + "'?");
    }
    out += format(*token, rest);
  }
  return out;
}

}  // namespace

std::string file_name(std::string_view file_template, const std::string& id, const std::string& message, int truncate_slug_length,
                      long long epoch_seconds, const std::string& timezone) {
  const struct tm t = broken_down(epoch_seconds, timezone);
  std::vector<Token> tokens = {{"rev", id, {}}, {"slug", slug(message, truncate_slug_length), {}}};
  const auto number = [&](std::string_view name, long long value) { tokens.push_back({name, std::to_string(value), value}); };
  number("epoch", epoch_seconds);
  number("year", t.tm_year + 1900);
  number("month", t.tm_mon + 1);
  number("day", t.tm_mday);
  number("hour", t.tm_hour);
  number("minute", t.tm_min);
  number("second", t.tm_sec);

  std::string name = expand(file_template, tokens);
  const bool leads_out = name.starts_with('/') || ("/" + name + "/").find("/../") != std::string::npos;
  if (leads_out) bad_template("'" + name + "' leads out of the folder of versions");
  if (name.empty() || name.ends_with('/')) bad_template("'" + name + "' is no file name");
  return name + ".lua";
}

}  // namespace runner::script
