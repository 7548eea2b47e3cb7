// The settings of a run: alembic.ini (or another, by -c / ALEMBIC_CONFIG), one main section, [tool.alembic] of a TOML file for
// what the ini leaves out, .env beside it, and the order in which a database URL is found (API 7).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ini.h"
#include "base/toml.h"

namespace runner {

struct ConfigArguments {
  std::vector<std::string> files;   // -c: one ini file, one TOML file at most
  std::string section = "alembic";  // -n
  std::optional<std::string> url;   // --url
  bool dotenv = true;               // --no-dotenv
};

class Config {
 public:
  // Reads the files that are there (a missing file is an error only when a key is needed), reads .env into the process
  // environment without overriding it. Throws Error{kConfig}.
  static Config load(const ConfigArguments& arguments);

  const std::string& file() const { return file_; }  // as found, absolute
  const std::string& section() const { return section_; }
  const std::string& here() const { return here_; }  // directory of the file

  // A key of the main section, interpolated. "sqlalchemy.url" is answered by url(), here and in get_in() and items() of the
  // main section.
  std::optional<std::string> get(const std::string& key) const;
  std::string get_or(const std::string& key, const std::string& fallback) const;
  bool get_bool(const std::string& key, bool fallback) const;  // true/yes/on/y/t/1; Throws on other words
  // Throws Error{kConfig} "No 'script_location' key found in configuration." with the file, the section and what to do.
  std::string require(const std::string& key) const;
  std::optional<std::string> get_in(const std::string& section, const std::string& key) const;
  std::vector<std::pair<std::string, std::string>> items(const std::string& section) const;
  // Value as in the file ("%%" for "%"). A "sqlalchemy.url" set in the main section wins over the environment.
  void set(const std::string& section, const std::string& key, const std::string& value);
  bool file_found() const { return found_; }
  bool has_section(const std::string& section) const;
  // "file:line" of a key for messages; the file alone when it is not there.
  std::string place_of(const std::string& section, const std::string& key) const;

  // --url > what set() gave > DATABASE_URL > SQLALCHEMY_DATABASE_URI > sqlalchemy.url of the main section; `source` says which.
  struct FoundUrl {
    std::string text, source;
    bool from_file = false;
  };
  std::optional<FoundUrl> url() const;
  // Splits a list value by the rules of path_separator / version_path_separator (reference/alembic.md 6.1).
  std::vector<std::string> list(const std::string& key) const;
  // Relative paths are relative to the current directory, as in Alembic.
  void apply_logging() const;  // [logger_*] levels
  // The key of the main section that was meant to be `key`, but for one letter; "" when there is none.
  std::string slip_for(const std::string& key) const;
  void warn_of_slips() const;  // in the names of settings

 private:
  void name_file(const std::string& file);
  void read_toml(const std::optional<std::string>& named);
  std::optional<std::string> stored(const std::string& section, const std::string& key) const;
  std::string toml_section(const std::string& section) const;
  std::vector<std::string> logger_names() const;

  Ini ini_;
  std::optional<TomlSettings> toml_;
  std::string file_, section_, here_;
  std::string shown_;  // the file in messages
  std::optional<std::string> url_argument_;
  bool found_ = false, url_set_ = false;
};

}  // namespace runner
