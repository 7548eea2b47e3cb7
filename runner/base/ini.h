// INI text as Python's ConfigParser reads it (reference/alembic.md 6.2): sections, continuation lines, "#" and ";" comments
// at line start, case-insensitive keys, %(name)s interpolation when a value is read.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace runner {

class Ini {
 public:
  // Empty; `file` is what messages call it.
  explicit Ini(std::string file = {}) : file_(std::move(file)) {}
  // Throws Error{kConfig} with "file:line": bad line, key without section, repeated key, repeated section, NUL bytes, bytes
  // that are not UTF-8. No message shows a value: it may hold a password.
  static Ini parse(std::string_view text, const std::string& file);

  bool has_section(std::string_view section) const;
  std::vector<std::string> sections() const;  // in file order, without DEFAULT
  // Interpolated; [DEFAULT] and `here` included. nullopt when there is no such key or section.
  // Throws Error{kConfig}: unknown %(name)s (also looked up in the environment), a lone "%", recursion.
  std::optional<std::string> get(std::string_view section, std::string_view key) const;
  std::vector<std::string> keys(std::string_view section) const;  // its own and DEFAULT's, in lower case
  // All keys of a section, in file order, then DEFAULT's and the variables (as Alembic's get_section), interpolated.
  // Empty when there is no such section.
  std::vector<std::pair<std::string, std::string>> items(std::string_view section) const;
  // Value is taken raw: "%" must be written "%%" as in the file. Creates the section when missing; no key makes only that.
  void set(const std::string& section, const std::string& key, const std::string& value, int line = 0);
  void set_variable(const std::string& name, const std::string& value);  // here, and such
  // Is the key in the section or in [DEFAULT]?
  bool has(std::string_view section, std::string_view key) const { return find_in(section, key) != nullptr; }
  int line_of(std::string_view section, std::string_view key) const;  // 0 = unknown
  // "file:line" of a key; the file alone when there is no such key.
  std::string place_of(std::string_view section, std::string_view key) const;
  const std::string& file() const { return file_; }

 private:
  struct Entry {
    std::string key, value;
    int line = 0;
  };
  struct Section {
    std::string name;
    std::vector<Entry> entries;
  };
  struct Reading;  // one get(): how deep, and how much has been substituted
  class Parser;
  std::string interpolate(const Section& section, const Entry& entry, Reading& reading) const;
  std::string value_of(const Section& section, const Entry& entry) const;
  std::string substitute(const Section& section, const Entry& entry, std::string_view name, Reading& reading) const;
  const Section* find_section(std::string_view section) const;
  const Entry* find_in(std::string_view section, std::string_view key) const;
  const Entry* find(const Section& section, std::string_view key) const;
  std::string place(int line) const;
  std::string file_;
  std::vector<Section> sections_;
  Section defaults_{"DEFAULT", {}};
  std::map<std::string, std::string> variables_;
};

}  // namespace runner
