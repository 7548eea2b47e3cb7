// Log levels of the [logger_*] sections (reference/alembic.md 6.3).
#include <algorithm>

#include "base/config.h"
#include "base/error.h"
#include "base/log.h"
#include "base/text.h"

namespace runner {

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

// Those that [loggers] lists; all sections when there is no such list.
std::vector<std::string> Config::logger_names() const {
  std::vector<std::string> names = text::split(ini_.get("loggers", "keys").value_or(""), ", \t\r\n");
  if (!names.empty()) return names;
  std::vector<std::string> sections = ini_.sections();
  if (toml_) {
    for (std::string& section : toml_->ini.sections()) sections.push_back(std::move(section));
  }
  for (const std::string& section : sections) {
    if (section.starts_with("logger_") && std::find(names.begin(), names.end(), section.substr(7)) == names.end()) {
      names.push_back(section.substr(7));
    }
  }
  return names;
}

void Config::apply_logging() const {
  struct Setting {
    std::string logger;
    log::Level level;
  };
  std::vector<Setting> settings;
  for (const std::string& name : logger_names()) {
    const std::string section = "logger_" + name;
    const std::string level(text::trim(stored(section, "level").value_or("")));
    // NOTSET below the root means: as the logger above says.
    if (level.empty() || (name != "root" && text::upper(level) == "NOTSET")) continue;
    const std::string qualname = name == "root" ? "" : stored(section, "qualname").value_or(name);
    try {
      settings.push_back({our_logger(qualname), log::parse_level(level)});
    } catch (Error& error) {
      error.where = place_of(section, "level");
      throw;
    }
  }
  // The wider ones first: setting a level also sets those below.
  std::stable_sort(settings.begin(), settings.end(),
                   [](const Setting& a, const Setting& b) { return a.logger.size() < b.logger.size(); });
  for (const Setting& setting : settings) log::set_level(setting.logger, setting.level);
}

}  // namespace runner
