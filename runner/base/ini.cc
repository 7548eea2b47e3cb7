#include "base/ini.h"

#include <algorithm>
#include <cstdlib>
#include <unordered_set>

#include "base/error.h"
#include "base/text.h"

namespace runner {

// ---- reading the text ----

class Ini::Parser {
 public:
  Parser(Ini& ini, std::string_view text) : ini_(ini), text_(text) {}

  void run() {
    check_encoding();
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
    while (!text_.empty()) {
      const std::size_t end = std::min(text_.find('\n'), text_.size());
      ++line_;
      read_line(text_.substr(0, end));
      text_.remove_prefix(std::min(end + 1, text_.size()));
    }
    end_option();
  }

 private:
  [[noreturn]] void fail(const std::string& message, int line) const {
    throw Error(ErrorCode::kConfig, message).at(ini_.place(line));
  }

  void check_encoding() const {
    const auto line_at = [&](std::size_t at) {
      return 1 + static_cast<int>(std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    };
    if (const std::size_t at = text_.find('\0'); at != std::string_view::npos) {
      fail("The configuration file holds a NUL byte: it is not text", line_at(at));
    }
    if (const std::size_t at = text::invalid_utf8(text_); at != std::string_view::npos) {
      fail("The configuration file holds bytes that are not UTF-8", line_at(at));
    }
  }

  void read_line(std::string_view line) {
    const std::string_view content = text::trim(line);
    if (content.empty()) {
      if (option_) option_->value += '\n';
      return;
    }
    if (content.front() == '#' || content.front() == ';') return;
    const std::size_t indent = static_cast<std::size_t>(content.data() - line.data());
    if (option_ && indent > indent_) {
      option_->value += '\n';
      option_->value += content;
      return;
    }
    indent_ = indent;
    end_option();
    const std::size_t bracket = content.rfind(']');
    if (content.front() == '[' && bracket != std::string_view::npos && bracket > 1) {
      begin_section(std::string(content.substr(1, bracket - 1)));
    } else {
      begin_option(content);
    }
  }

  void begin_section(std::string name) {
    seen_options_.clear();
    if (name == ini_.defaults_.name) {
      section_ = &ini_.defaults_;
      for (const Entry& entry : section_->entries) seen_options_.insert(entry.key);
      return;
    }
    if (!seen_sections_.insert(name).second) fail("The section [" + name + "] is there twice", line_);
    ini_.sections_.push_back({std::move(name), {}});
    section_ = &ini_.sections_.back();
  }

  void begin_option(std::string_view content) {
    if (!section_) fail("A setting stands before the first [section]", line_);
    const std::size_t sign = content.find_first_of("=:");
    if (sign == std::string_view::npos || sign == 0) fail("Neither a [section] nor a 'key = value' line", line_);
    std::string key = text::lower(text::trim(content.substr(0, sign)));
    if (!seen_options_.insert(key).second) fail("The key '" + key + "' is there twice in [" + section_->name + "]", line_);
    section_->entries.push_back({std::move(key), std::string(text::trim(content.substr(sign + 1))), line_});
    option_ = &section_->entries.back();
  }

  // Blank lines inside a value stay, those after it do not.
  void end_option() {
    if (!option_) return;
    const std::size_t last = option_->value.find_last_not_of(" \t\r\n\f\v");
    option_->value.erase(last == std::string::npos ? 0 : last + 1);
    option_ = nullptr;
  }

  Ini& ini_;
  std::string_view text_;
  int line_ = 0;
  std::size_t indent_ = 0;
  Section* section_ = nullptr;
  Entry* option_ = nullptr;
  std::unordered_set<std::string> seen_sections_, seen_options_;
};

Ini Ini::parse(std::string_view text, const std::string& file) {
  Ini ini(file);
  Parser(ini, text).run();
  return ini;
}

// ---- asking ----

const Ini::Section* Ini::find_section(std::string_view section) const {
  const auto found = std::find_if(sections_.begin(), sections_.end(), [&](const Section& s) { return s.name == section; });
  return found == sections_.end() ? nullptr : &*found;
}

const Ini::Entry* Ini::find(const Section& section, std::string_view key) const {
  const std::string wanted = text::lower(key);
  for (const Section* place : {&section, &defaults_}) {
    for (const Entry& entry : place->entries) {
      if (entry.key == wanted) return &entry;
    }
  }
  return nullptr;
}

bool Ini::has_section(std::string_view section) const {
  return find_section(section) != nullptr;
}

std::vector<std::string> Ini::sections() const {
  std::vector<std::string> names;
  for (const Section& section : sections_) names.push_back(section.name);
  return names;
}

std::optional<std::string> Ini::get(std::string_view section, std::string_view key) const {
  const Section* place = find_section(section);
  if (!place) return std::nullopt;
  if (const Entry* entry = find(*place, key)) return value_of(*place, *entry);
  if (const auto found = variables_.find(text::lower(key)); found != variables_.end()) return found->second;
  return std::nullopt;
}

std::vector<std::string> Ini::keys(std::string_view section) const {
  std::vector<std::string> result;
  const Section* place = find_section(section);
  if (!place) return result;
  for (const Section* source : {place, &defaults_}) {
    for (const Entry& entry : source->entries) result.push_back(entry.key);
  }
  return result;
}

std::vector<std::pair<std::string, std::string>> Ini::items(std::string_view section) const {
  std::vector<std::pair<std::string, std::string>> result;
  const Section* place = find_section(section);
  if (!place) return result;
  std::unordered_set<std::string> seen;
  for (const Section* source : {place, &defaults_}) {
    for (const Entry& entry : source->entries) {
      if (seen.insert(entry.key).second) result.emplace_back(entry.key, value_of(*place, entry));
    }
  }
  for (const auto& variable : variables_) {
    if (!seen.contains(variable.first)) result.push_back(variable);
  }
  return result;
}

void Ini::set(const std::string& section, const std::string& key, const std::string& value, int line) {
  Section* place = section == defaults_.name ? &defaults_ : const_cast<Section*>(find_section(section));
  if (!place) place = &sections_.emplace_back(Section{section, {}});
  if (key.empty()) return;
  const std::string wanted = text::lower(key);
  for (Entry& entry : place->entries) {
    if (entry.key == wanted) {
      entry = {wanted, value, line};
      return;
    }
  }
  place->entries.push_back({wanted, value, line});
}

void Ini::set_variable(const std::string& name, const std::string& value) {
  variables_.insert_or_assign(text::lower(name), value);
}

const Ini::Entry* Ini::find_in(std::string_view section, std::string_view key) const {
  const Section* place = find_section(section);
  return place ? find(*place, key) : nullptr;
}

int Ini::line_of(std::string_view section, std::string_view key) const {
  const Entry* entry = find_in(section, key);
  return entry ? entry->line : 0;
}

std::string Ini::place_of(std::string_view section, std::string_view key) const {
  return place(line_of(section, key));
}

std::string Ini::place(int line) const {
  return line > 0 ? file_ + ":" + std::to_string(line) : file_;
}

// ---- interpolation ----

// Values may refer to each other ten levels deep, as in ConfigParser. The number of substitutions is bounded as well: ten
// levels of a hundred references each would never end.
struct Ini::Reading {
  static constexpr int kMaxDepth = 10, kMaxSubstitutions = 10000;
  static constexpr std::size_t kMaxSize = 1 << 20;
  int depth = 0, substitutions = 0;
};

std::string Ini::value_of(const Section& section, const Entry& entry) const {
  Reading reading;
  return interpolate(section, entry, reading);
}

std::string Ini::interpolate(const Section& section, const Entry& entry, Reading& reading) const {
  const auto fail = [&](const std::string& message) {
    return Error(ErrorCode::kConfig, "The value of '" + entry.key + "' in [" + section.name + "] " + message)
        .at(place(entry.line));
  };
  if (++reading.depth > Reading::kMaxDepth) throw fail("refers to other keys in a circle, or too deep");
  std::string result;
  std::string_view rest = entry.value;
  for (;;) {
    const std::size_t percent = rest.find('%');
    result += rest.substr(0, percent);
    if (percent == std::string_view::npos) break;
    rest.remove_prefix(percent + 1);
    if (rest.starts_with('%')) {
      result += '%';
      rest.remove_prefix(1);
      continue;
    }
    const std::size_t close = rest.find(")s");
    if (!rest.starts_with('(') || close == std::string_view::npos || close < 2 || rest.find(')') != close) {
      throw fail("has a '%' that is neither '%%' nor '%(name)s'").with_hint("write '%%' where a '%' is meant");
    }
    result += substitute(section, entry, rest.substr(1, close - 1), reading);
    if (++reading.substitutions > Reading::kMaxSubstitutions || result.size() > Reading::kMaxSize)
      throw fail("grows without end");
    rest.remove_prefix(close + 2);
  }
  --reading.depth;
  return result;
}

std::string Ini::substitute(const Section& section, const Entry& entry, std::string_view name, Reading& reading) const {
  if (const Entry* other = find(section, name)) return interpolate(section, *other, reading);
  if (const auto found = variables_.find(text::lower(name)); found != variables_.end()) return found->second;
  if (const char* value = std::getenv(std::string(name).c_str())) return value;

  std::vector<std::string> known;
  for (const Section* source : {&section, &defaults_}) {
    for (const Entry& candidate : source->entries) known.push_back(candidate.key);
  }
  for (const auto& variable : variables_) known.push_back(variable.first);
  const std::string guess = nearest(name, known);
  Error error(ErrorCode::kConfig, "'%(" + std::string(name) + ")s' in the value of '" + entry.key + "' is neither a key of [" +
                                      section.name + "] or [DEFAULT] nor an environment variable");
  error.where = place(entry.line);
  error.hint = !guess.empty() ? "did you mean '%(" + guess + ")s'?"
                              : "set " + std::string(name) + " in the environment or in .env; where a '%' is meant, write '%%'";
  throw error;
}

}  // namespace runner
