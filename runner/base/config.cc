#include "base/config.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "base/dotenv.h"
#include "base/error.h"
#include "base/log.h"
#include "base/path.h"
#include "base/text.h"

namespace runner {

namespace {

constexpr std::size_t kMaxSize = 16u << 20;
constexpr const char* kDefaultFile = "alembic.ini";
constexpr const char* kUrlKey = "sqlalchemy.url";

bool is_there(const std::string& file) {
  struct stat info = {};
  return ::stat(file.c_str(), &info) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

const char* environment(const char* name) {
  const char* value = std::getenv(name);
  return value && *value ? value : nullptr;
}

Ini read_ini(const std::string& file, const std::string& shown) {
  std::string text;
  try {
    text = text::read_file(file, kMaxSize);
  } catch (const Error& error) {
    throw Error(ErrorCode::kConfig, std::string("The configuration file: ") + error.what());
  }
  return Ini::parse(text, shown);
}

// People set ALEMBIC_CONFIG to the section's name, which is what -n takes.
void check_variable(const std::string& value) {
  if (is_there(value) || !is_there(kDefaultFile)) return;
  if (!read_ini(kDefaultFile, kDefaultFile).has_section(value)) return;
  throw Error(ErrorCode::kConfig, "ALEMBIC_CONFIG is '" + value + "', which is no file, but a section of " +
                                      std::string(kDefaultFile) + " has that name")
      .with_hint("unset ALEMBIC_CONFIG and use: runner -n " + value);
}

std::string choose_file(const ConfigArguments& arguments) {
  if (arguments.file) return *arguments.file;
  const char* variable = environment("ALEMBIC_CONFIG");
  if (!variable) return kDefaultFile;
  check_variable(variable);
  return variable;
}

}  // namespace

Config Config::load(const ConfigArguments& arguments) {
  const std::string file = choose_file(arguments);
  if (file.empty()) throw Error(ErrorCode::kUsage, "The name of the configuration file is empty");
  if (path::name(file) == "pyproject.toml") {
    throw Error(ErrorCode::kConfig, "'" + file + "' is TOML; the configuration file is an ini file")
        .with_hint("move the settings of [tool.alembic] to the section [alembic] of alembic.ini");
  }
  Config config;
  config.file_ = path::absolute(file);
  config.shown_ = path::shown(config.file_);
  config.here_ = path::parent(config.file_);
  config.section_ = arguments.section;
  config.url_argument_ = arguments.url;
  if (is_there(config.file_)) {
    config.ini_ = read_ini(config.file_, config.shown_);
    config.found_ = true;
  }
  config.ini_.set_variable("here", config.here_);
  if (arguments.dotenv) load_dotenv(path::join(config.here_, ".env"));
  return config;
}

// ---- keys ----

std::optional<std::string> Config::get(const std::string& key) const {
  return get_in(section_, key);
}

std::optional<std::string> Config::get_in(const std::string& section, const std::string& key) const {
  if (section == section_ && text::lower(key) == kUrlKey) {
    const auto found = url();
    return found ? std::optional(found->text) : std::nullopt;
  }
  return ini_.get(section, key);
}

std::string Config::get_or(const std::string& key, const std::string& fallback) const {
  return get(key).value_or(fallback);
}

bool Config::get_bool(const std::string& key, bool fallback) const {
  const std::string value = get_or(key, "");
  const std::string word = text::lower(text::trim(value));
  if (word.empty()) return fallback;
  for (const char* yes : {"true", "yes", "on", "y", "t", "1"}) {
    if (word == yes) return true;
  }
  for (const char* no : {"false", "no", "off", "n", "f", "0"}) {
    if (word == no) return false;
  }
  const int line = ini_.line_of(section_, key);
  throw Error(ErrorCode::kConfig, "'" + key + "' must be true or false, not '" + value + "'")
      .at(line > 0 ? shown_ + ":" + std::to_string(line) : shown_);
}

std::string Config::require(const std::string& key) const {
  if (auto value = get(key)) return *value;
  std::string message = "No '" + key + "' key found in configuration. ";
  if (!found_) {
    throw Error(ErrorCode::kConfig, message + "There is no file '" + shown_ + "' with a section [" + section_ + "]")
        .with_hint("run 'runner init migrations' to create one, or name another with -c");
  }
  if (ini_.has_section(section_)) {
    throw Error(ErrorCode::kConfig, message + "The section [" + section_ + "] of '" + shown_ + "' lacks it")
        .with_hint("add it, or run 'runner init' in an empty directory to see a complete file")
        .at(shown_);
  }
  Error error(ErrorCode::kConfig, message + "'" + shown_ + "' has no section [" + section_ + "]");
  const std::vector<std::string> sections = ini_.sections();
  error.where = shown_;
  error.hint = sections.empty() ? "run 'runner init' in an empty directory to see a complete file"
                                : "its sections are " + text::quoted_list(sections) + "; choose one with -n";
  throw error;
}

std::vector<std::pair<std::string, std::string>> Config::items(const std::string& section) const {
  auto result = ini_.items(section);
  if (section != section_) return result;
  const auto found = url();
  if (!found) return result;
  const auto same = std::find_if(result.begin(), result.end(), [](const auto& item) { return item.first == kUrlKey; });
  if (same == result.end()) {
    result.emplace_back(kUrlKey, found->text);
  } else {
    same->second = found->text;
  }
  return result;
}

void Config::set(const std::string& section, const std::string& key, const std::string& value) {
  ini_.set(section, key, value);
  if (section == section_ && text::lower(key) == kUrlKey) url_set_ = true;
}

std::optional<Config::FoundUrl> Config::url() const {
  if (url_argument_) return FoundUrl{*url_argument_, "--url"};
  if (!url_set_) {
    for (const char* name : {"DATABASE_URL", "SQLALCHEMY_DATABASE_URI"}) {
      if (const char* value = environment(name)) return FoundUrl{value, name};
    }
  }
  auto value = ini_.get(section_, kUrlKey);
  if (!value) return std::nullopt;
  return FoundUrl{*value, url_set_ ? "env.lua" : shown_ + " [" + section_ + "]"};
}

// ---- lists ----

namespace {

std::string separators_of(const std::string& word, const std::string& key) {
  if (word == "os" || word == ":") return ":";
  if (word == ";") return ";";
  if (word == "space") return " ";
  if (word == "newline") return "\n";
  throw Error(ErrorCode::kConfig,
              "'" + word + "' is not a valid value for " + key + "; expected 'space', 'newline', 'os', ':', ';'");
}

}  // namespace

std::vector<std::string> Config::list(const std::string& key) const {
  const auto value = get(key);
  if (!value) return {};
  const bool is_search_path = key == "prepend_sys_path";
  std::string separators = is_search_path ? " ,:\n" : " ,\n";  // Alembic's rule when no separator is configured
  if (const auto word = get("path_separator")) {
    separators = separators_of(*word, "path_separator");
  } else if (const auto old_word = get("version_path_separator"); old_word && !is_search_path) {
    separators = separators_of(*old_word, "version_path_separator");
  }
  std::vector<std::string> result;
  for (const std::string& part : text::split(*value, separators)) {
    const std::string_view trimmed = text::trim(part);
    if (!trimmed.empty()) result.emplace_back(trimmed);
  }
  return result;
}

// ---- logging ----

namespace {

// Alembic's and SQLAlchemy's logger names mean ours: "alembic.runtime.migration" is "runner.migration".
std::string our_logger(const std::string& name) {
  const auto under = [&](std::string_view prefix) {
    return name.starts_with(prefix) && (name.size() == prefix.size() || name[prefix.size()] == '.');
  };
  if (name == "root") return "";
  if (under("alembic.runtime")) return "runner" + name.substr(15);
  if (under("alembic")) return "runner" + name.substr(7);
  if (under("sqlalchemy.engine")) return "sql";
  if (under("sqlalchemy")) return "sql" + name.substr(10);
  return name;
}

}  // namespace

void Config::apply_logging() const {
  struct Setting {
    std::string logger;
    log::Level level;
  };
  std::vector<Setting> settings;
  std::vector<std::string> names = text::split(ini_.get("loggers", "keys").value_or(""), ", \t\r\n");
  if (names.empty()) {
    for (const std::string& section : ini_.sections()) {
      if (section.starts_with("logger_")) names.push_back(section.substr(7));
    }
  }
  for (const std::string& name : names) {
    const std::string section = "logger_" + name;
    const std::string level(text::trim(ini_.get(section, "level").value_or("")));
    // NOTSET below the root means: as the logger above says.
    if (level.empty() || (name != "root" && text::upper(level) == "NOTSET")) continue;
    const std::string qualname = name == "root" ? "" : ini_.get(section, "qualname").value_or(name);
    try {
      settings.push_back({our_logger(qualname), log::parse_level(level)});
    } catch (Error& error) {
      error.where = shown_ + ":" + std::to_string(ini_.line_of(section, "level"));
      throw;
    }
  }
  // The wider ones first: setting a level also sets those below.
  std::stable_sort(settings.begin(), settings.end(),
                   [](const Setting& a, const Setting& b) { return a.logger.size() < b.logger.size(); });
  for (const Setting& setting : settings) log::set_level(setting.logger, setting.level);
}

}  // namespace runner
