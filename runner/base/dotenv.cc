#include "base/dotenv.h"

#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "base/error.h"
#include "base/path.h"
#include "base/text.h"

namespace runner {

namespace {

constexpr std::size_t kMaxSize = 1 << 20;

class Parser {
 public:
  Parser(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  std::vector<std::pair<std::string, std::string>> run() {
    if (text_.find('\0') != std::string_view::npos) throw Error(ErrorCode::kConfig, "The file holds a NUL byte").at(file_);
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    while (at_ < text_.size()) {
      ++line_;
      read_line();
    }
    return std::move(result_);
  }

 private:
  [[noreturn]] void fail(const std::string& message) const {
    throw Error(ErrorCode::kConfig, message)
        .with_hint("one KEY=value a line; lines with '#' are comments")
        .at(file_ + ":" + std::to_string(line_));
  }

  std::size_t line_end() const { return std::min(text_.find('\n', at_), text_.size()); }
  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r')) ++at_;
  }
  bool at_line_end() const { return at_ >= text_.size() || text_[at_] == '\n'; }

  void read_line() {
    skip_blanks();
    if (!at_line_end() && text_[at_] != '#') {
      std::string key = read_key();
      std::string value = read_value();
      result_.emplace_back(std::move(key), std::move(value));
    }
    at_ = std::min(line_end() + 1, text_.size());
  }

  std::string read_key() {
    const std::size_t equals = text_.substr(0, line_end()).find('=', at_);
    if (equals == std::string_view::npos) fail("Not a 'KEY=value' line");
    std::string_view key = text::trim(text_.substr(at_, equals - at_));
    if (key.starts_with("export ") || key.starts_with("export\t")) key = text::trim(key.substr(7));
    const auto letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == '-'; };
    if (key.empty() || !std::all_of(key.begin(), key.end(), letter))
      fail("What stands before the '=' is not the name of a variable");
    at_ = equals + 1;
    return std::string(key);
  }

  std::string read_value() {
    skip_blanks();
    if (!at_line_end() && (text_[at_] == '"' || text_[at_] == '\'')) return read_quoted(text_[at_]);
    std::string_view value = text_.substr(at_, line_end() - at_);
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (value[i] == '#' && (i == 0 || value[i - 1] == ' ' || value[i - 1] == '\t')) value = value.substr(0, i);
    }
    return std::string(text::trim(value));
  }

  std::string read_quoted(char quote) {
    std::string value;
    int lines = 0;
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      char c = text_[at_];
      if (c == '\n') ++lines;
      if (c == '\\' && quote == '"' && at_ + 1 < text_.size()) {
        const char escaped = text_[at_ + 1];
        if (const std::size_t known = std::string_view("nrt\"\\$").find(escaped); known != std::string_view::npos) {
          c = "\n\r\t\"\\$"[known];
          ++at_;
        }
      }
      value += c;
    }
    if (at_ >= text_.size()) fail("The quote is not closed");
    ++at_;
    line_ += lines;
    skip_blanks();
    if (!at_line_end() && text_[at_] != '#') fail("There is text behind the closing quote");
    return value;
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0;
  int line_ = 0;
  std::vector<std::pair<std::string, std::string>> result_;
};

}  // namespace

std::vector<std::pair<std::string, std::string>> parse_dotenv(std::string_view text, const std::string& file) {
  return Parser(text, file).run();
}

void load_dotenv(const std::string& file) {
  struct stat info = {};
  // A directory of that name is a Python virtual environment as a rule.
  if (::stat(file.c_str(), &info) != 0 || S_ISDIR(info.st_mode)) return;
  for (const auto& [key, value] : parse_dotenv(text::read_file(file, kMaxSize), path::shown(file))) {
    ::setenv(key.c_str(), value.c_str(), 0);
  }
}

}  // namespace runner
