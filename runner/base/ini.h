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
  // Throws Error{kConfig} with "file:line": bad line, key without section, repeated key, repeated section.
  static Ini parse(std::string_view text, const std::string& file);

  bool has_section(std::string_view section) const;
  std::vector<std::string> sections() const;                       // in file order, without DEFAULT
  // Interpolated; [DEFAULT] and `here` included. nullopt when there is no such key.
  // Throws Error{kConfig}: unknown %(name)s (also looked up in the environment), a lone "%", recursion.
  std::optional<std::string> get(std::string_view section, std::string_view key) const;
  // All keys of a section (DEFAULT's included), in file order, interpolated.
  std::vector<std::pair<std::string, std::string>> items(std::string_view section) const;
  // Value is taken raw: "%" must be written "%%" as in the file. Creates the section when missing.
  void set(const std::string& section, const std::string& key, const std::string& value);
  void set_variable(const std::string& name, const std::string& value);   // here, and such
  int line_of(std::string_view section, std::string_view key) const;      // 0 = unknown

 private:
  struct Entry { std::string key, value; int line = 0; };
  std::string interpolate(std::string_view section, const std::string& value, int depth) const;
  const Entry* find(std::string_view section, std::string_view key) const;
  std::string file_;
  std::vector<std::pair<std::string, std::vector<Entry>>> sections_;
  std::vector<Entry> defaults_;
  std::map<std::string, std::string> variables_;
};

}  // namespace runner
