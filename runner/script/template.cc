#include "script/template.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "script/embedded.h"

namespace runner::script {

std::string_view builtin_script_template() {
  return *embedded_template("generic/script.lua.tmpl");
}

namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool is_identifier(std::string_view name) {
  return name == "up_revision" || name == "down_revision" || name == "branch_labels" || name == "depends_on";
}

std::string escaped(std::string_view text, char quote) {
  std::string out;
  for (char c : text) {
    if (c == quote || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else {
      out += c;
    }
  }
  return out;
}

std::string quoted(std::string_view text) {
  return "\"" + escaped(text, '"') + "\"";
}

// nil, "a", or { "a", "b" }
std::string lua_literal(const std::string& items) {
  const std::vector<std::string> parts = text::split(items, "\n");
  if (parts.empty()) return "nil";
  if (parts.size() == 1) return quoted(parts.front());
  std::string out = "{ ";
  for (std::size_t i = 0; i < parts.size(); ++i) out += (i > 0 ? ", " : "") + quoted(parts[i]);
  return out + " }";
}

// Follows Lua's grammar far enough to know whether a variable stands in code, in a comment or in a string: the same text
// must be written differently in each.
class Renderer {
 public:
  Renderer(std::string_view text, const std::string& file, const std::vector<std::pair<std::string, std::string>>& variables,
           int line = 1)
      : text_(text), file_(file), variables_(variables), line_(line) {}

  std::string run() {
    while (at_ < text_.size()) {
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with("$${")) {
        out_ += "${";
        at_ += 3;
      } else if (rest.starts_with("${")) {
        variable();
      } else {
        copy(rest);
      }
    }
    return std::move(out_);
  }

 private:
  enum class Place { kCode, kComment, kLong, kQuoted };

  void copy(std::string_view rest) {
    const char c = rest.front();
    std::size_t length = 1;
    if (c == '\n') {
      ++line_;
      trim_line_end();
    }
    switch (place_) {
      case Place::kCode:
        length = begin_place(rest);
        break;
      case Place::kComment:
        if (c == '\n') place_ = Place::kCode;
        break;
      case Place::kQuoted:
        if (c == '\\' && rest.size() > 1 && rest[1] != '\n' && rest[1] != '$') length = 2;
        if (c == quote_ || c == '\n') place_ = Place::kCode;
        break;
      case Place::kLong:
        if (rest.starts_with(long_end_)) {
          length = long_end_.size();
          place_ = Place::kCode;
        }
        break;
    }
    out_ += rest.substr(0, length);
    at_ += length;
  }

  std::size_t begin_place(std::string_view rest) {
    const char c = rest.front();
    if (c == '"' || c == '\'') {
      quote_ = c;
      place_ = Place::kQuoted;
      return 1;
    }
    const bool comment = rest.starts_with("--");
    const std::size_t open = comment ? 2 : 0;
    const std::size_t length = long_bracket(rest.substr(open));
    if (length > 0) {
      place_ = Place::kLong;
      return open + length;
    }
    if (!comment) return 1;
    place_ = Place::kComment;
    return 2;
  }

  // Length of "[==[", or 0; keeps what will close it.
  std::size_t long_bracket(std::string_view rest) {
    if (!rest.starts_with('[')) return 0;
    const std::size_t second = rest.find_first_not_of('=', 1);
    if (second == kNone || rest[second] != '[') return 0;
    long_end_ = "]" + std::string(second - 1, '=') + "]";
    return second + 1;
  }

  void variable() {
    const std::size_t close = text_.find('}', at_);
    if (close == kNone || text_.substr(at_, close - at_).find('\n') != kNone) fail("'${' is not closed on its line", "");
    const std::string name(text::trim(text_.substr(at_ + 2, close - at_ - 2)));
    at_ = close + 1;
    if (name == "for database") return each_database();
    const std::string* value = find(name);
    if (!value) {
      std::vector<std::string> known;
      for (const auto& entry : variables_) known.push_back(entry.first);
      const std::string guess = nearest(name, known);
      fail("Unknown variable '${" + name + "}'",
           guess.empty() ? "known are " + text::quoted_list(known) : "did you mean '${" + guess + "}'?");
    }
    paste(name, *value);
  }

  // The whole lines from "${for database}" to "${end}".
  void each_database() {
    const std::size_t begin = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
    const std::size_t mark = text_.find("${end}", begin);
    if (mark == kNone) fail("'${for database}' has no '${end}'", "");
    const std::size_t end = std::max(text_.rfind('\n', mark) + 1, begin);
    const std::string_view body = text_.substr(begin, end - begin);
    out_.erase(out_.rfind('\n') + 1);
    const std::string* databases = find("databases");
    for (const std::string& name : text::split(databases ? *databases : "", "\n")) {
      auto variables = variables_;
      variables.emplace_back("database", name);
      for (const char* slot : {"upgrades", "downgrades"}) {
        const std::string* own = find(name + "_" + slot);
        variables.emplace_back(slot, own ? *own : "");
      }
      out_ += Renderer(body, file_, variables, line_ + 1).run();
    }
    at_ = std::min(text_.find('\n', mark), text_.size() - 1) + 1;
    line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(begin) - 1,
                                         text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n'));
    place_ = Place::kCode;
  }

  // The last one counts, so that a project's own arguments win.
  const std::string* find(const std::string& name) const {
    const auto found =
        std::find_if(variables_.rbegin(), variables_.rend(), [&](const auto& entry) { return entry.first == name; });
    return found == variables_.rend() ? nullptr : &found->second;
  }

  void paste(const std::string& name, const std::string& value) {
    if (place_ == Place::kCode) {
      out_ += is_identifier(name) ? lua_literal(value) : value;
      return;
    }
    std::string text = is_identifier(name) ? text::join(text::split(value, "\n"), ", ") : value;
    text = text::replace_all(text::replace_all(std::move(text), "\r\n", "\n"), "\r", "\n");
    switch (place_) {
      case Place::kComment:
        // "--" and "[[" together would begin a long comment.
        if (text.starts_with('[') && out_.ends_with("--")) out_ += ' ';
        out_ += text::replace_all(std::move(text), "\n", "\n" + indentation() + "-- ");
        break;
      case Place::kQuoted:
        out_ += escaped(text, quote_);
        break;
      default:
        out_ += text::replace_all(std::move(text), long_end_, long_end_.substr(0, long_end_.size() - 1) + " ]");
        break;
    }
    trim_ = out_.size();
  }

  std::string indentation() const {
    const std::size_t begin = out_.rfind('\n') + 1;
    const std::size_t end = out_.find_first_not_of(" \t", begin);
    return out_.substr(begin, end == kNone ? 0 : end - begin);
  }

  // An empty variable at the end of a comment leaves no blank behind.
  void trim_line_end() {
    if (place_ != Place::kComment || trim_ != out_.size()) return;
    while (out_.ends_with(' ') || out_.ends_with('\t')) out_.pop_back();
  }

  [[noreturn]] void fail(const std::string& message, const std::string& hint) const {
    throw Error(ErrorCode::kConfig, message + " in the template").with_hint(hint).at(file_ + ":" + std::to_string(line_));
  }

  std::string_view text_;
  const std::string& file_;
  const std::vector<std::pair<std::string, std::string>>& variables_;
  std::string out_;
  std::size_t at_ = 0, trim_ = kNone;
  int line_ = 1;
  Place place_ = Place::kCode;
  char quote_ = '"';
  std::string long_end_;
};

}  // namespace

std::string render_template(std::string_view text, const std::string& file,
                            const std::vector<std::pair<std::string, std::string>>& variables) {
  return Renderer(text, file, variables).run();
}

}  // namespace runner::script
