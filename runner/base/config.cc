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
constexpr const char* kLocationKey = "script_location";

bool is_there(const std::string& file) {
  struct stat info = {};
  return ::stat(file.c_str(), &info) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

const char* environment(const char* name) {
  const char* value = std::getenv(name);
  return value && *value ? value : nullptr;
}

std::string read_settings(const std::string& file) {
  try {
    return text::read_file(file, kMaxSize);
  } catch (const Error& error) {
    throw Error(ErrorCode::kConfig, std::string("The configuration file: ") + error.what());
  }
}

// People set ALEMBIC_CONFIG to the section's name, which is what -n takes.
void check_variable(const std::string& value) {
  if (is_there(value) || !is_there(kDefaultFile)) return;
  if (!Ini::parse(read_settings(kDefaultFile), kDefaultFile).has_section(value)) return;
  throw Error(ErrorCode::kConfig, "ALEMBIC_CONFIG is '" + value + "', which is no file, but a section of " +
                                      std::string(kDefaultFile) + " has that name")
      .with_hint("unset ALEMBIC_CONFIG and use: runner -n " + value);
}

struct Files {
  std::string ini = kDefaultFile;
  std::optional<std::string> toml;  // when the user named one
};

// -c before ALEMBIC_CONFIG before alembic.ini; what ends in .toml is TOML.
Files choose_files(const ConfigArguments& arguments) {
  Files files;
  std::vector<std::string> named = arguments.files;
  if (const char* variable = environment("ALEMBIC_CONFIG"); variable && named.empty()) {
    check_variable(variable);
    named.emplace_back(variable);
  }
  int inis = 0;
  for (const std::string& file : named) {
    if (file.empty()) throw Error(ErrorCode::kUsage, "The name of the configuration file is empty");
    if (file.ends_with(".toml")) {
      if (files.toml) throw Error(ErrorCode::kUsage, std::string(path::name(file)) + " indicated more than once");
      files.toml = file;
    } else {
      if (++inis > 1) throw Error(ErrorCode::kUsage, "only one ini file may be indicated");
      files.ini = file;
    }
  }
  return files;
}

}  // namespace

Config Config::load(const ConfigArguments& arguments) {
  const Files files = choose_files(arguments);
  Config config;
  config.section_ = arguments.section;
  config.url_argument_ = arguments.url;
  config.name_file(files.ini);
  if (is_there(config.file_)) {
    config.ini_ = Ini::parse(read_settings(config.file_), config.shown_);
    config.found_ = true;
  }
  config.read_toml(files.toml);
  config.ini_.set_variable("here", config.here_);
  if (arguments.dotenv) load_dotenv(path::join(config.here_, ".env"));
  return config;
}

void Config::name_file(const std::string& file) {
  file_ = path::absolute(file);
  shown_ = path::shown(file_);
  here_ = path::parent(file_);
}

// A TOML file that nobody named is another program's as a rule: it counts only where the ini does not say what the scripts are.
void Config::read_toml(const std::optional<std::string>& named) {
  if (!named && ini_.has(section_, kLocationKey)) return;
  const std::vector<std::string> candidates =
      named ? std::vector{*named} : std::vector<std::string>{"runner.toml", "pyproject.toml"};
  for (const std::string& candidate : candidates) {
    if (!named && !is_there(candidate)) continue;
    const std::string file = path::absolute(candidate);
    toml_ = parse_toml(read_settings(file), path::shown(file));
    if (!toml_) {
      if (!named) continue;
      throw Error(ErrorCode::kConfig, "'" + candidate + "' has no [tool.alembic]").with_hint("the settings stand in that table");
    }
    toml_->ini.set_variable("here", path::parent(file));
    if (!found_) name_file(file);
    return;
  }
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
  return stored(section, key);
}

// What the files say: the ini before the TOML, whose main section has one name only.
std::optional<std::string> Config::stored(const std::string& section, const std::string& key) const {
  auto value = ini_.get(section, key);
  return value || !toml_ ? value : toml_->ini.get(toml_section(section), key);
}

std::string Config::toml_section(const std::string& section) const {
  return section == section_ ? TomlSettings::kMain : section;
}

bool Config::has_section(const std::string& section) const {
  return ini_.has_section(section) || (toml_ && toml_->ini.has_section(toml_section(section)));
}

std::string Config::place_of(const std::string& section, const std::string& key) const {
  if (ini_.has(section, key) || !toml_) return ini_.place_of(section, key);
  return toml_->ini.place_of(toml_section(section), key);
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
  throw Error(ErrorCode::kConfig, "'" + key + "' must be true or false, not '" + value + "'").at(place_of(section_, key));
}

namespace {

// Sections of logging and hooks: nobody's main section.
bool is_machinery(const std::string& section) {
  for (const char* prefix : {"logger_", "handler_", "formatter_"}) {
    if (section.starts_with(prefix)) return true;
  }
  return section == "loggers" || section == "handlers" || section == "formatters" || section == "post_write_hooks";
}

}  // namespace

std::string Config::require(const std::string& key) const {
  if (auto value = get(key)) return *value;
  std::string message = "No '" + key + "' key found in configuration. ";
  if (toml_) {
    throw Error(ErrorCode::kConfig, message + "[tool.alembic] lacks it").with_hint("add it, or use an ini file").at(shown_);
  }
  if (!found_) {
    throw Error(ErrorCode::kConfig, message + "There is no file '" + shown_ + "' with a section [" + section_ +
                                        "], and no runner.toml or pyproject.toml with [tool.alembic]")
        .with_hint("run 'runner init migrations' to create one, or name another with -c");
  }
  if (ini_.has_section(section_)) {
    const std::string slip = slip_for(key);
    throw Error(ErrorCode::kConfig, message + "The section [" + section_ + "] of '" + shown_ + "' lacks it")
        .with_hint(!slip.empty() ? "it has '" + slip + "'; did you mean '" + key + "'?"
                                 : "add it, or run 'runner init' in an empty directory to see a complete file")
        .at(slip.empty() ? shown_ : ini_.place_of(section_, slip));
  }
  Error error(ErrorCode::kConfig, message + "'" + shown_ + "' has no section [" + section_ + "]");
  std::vector<std::string> sections = ini_.sections();
  const std::string guess = nearest(section_, sections);
  std::erase_if(sections, is_machinery);
  error.where = shown_;
  error.hint = !guess.empty()     ? "did you mean '" + guess + "'? -n chooses a section"
               : sections.empty() ? "run 'runner init' in an empty directory to see a complete file"
                                  : "its sections are " + text::quoted_list(sections) + "; choose one with -n";
  throw error;
}

std::vector<std::pair<std::string, std::string>> Config::items(const std::string& section) const {
  auto result = ini_.items(section);
  if (toml_) {
    for (auto& item : toml_->ini.items(toml_section(section))) {
      const auto same = [&](const auto& other) { return other.first == item.first; };
      if (std::none_of(result.begin(), result.end(), same)) result.push_back(std::move(item));
    }
  }
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
  const auto value = stored(section_, kUrlKey);
  if (!value) return std::nullopt;
  if (url_set_) return FoundUrl{*value, "env.lua"};
  const bool in_toml = !ini_.has(section_, kUrlKey);
  return FoundUrl{*value, in_toml ? toml_->ini.file() + " [tool.alembic]" : shown_ + " [" + section_ + "]", true};
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
  const bool real_list = toml_ && toml_->lists.contains(key) && !ini_.has(section_, key);
  if (real_list) return text::split(*value, "\n");
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

}  // namespace runner
