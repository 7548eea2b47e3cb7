// [tool.alembic] of a TOML file as the sections of an ini file, so that nobody else has to know the difference: the same keys,
// the same interpolation. toml++ stays behind this header.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/ini.h"

namespace runner {

struct TomlSettings {
  // Its main section, [post_write_hooks] from the tables of that name, and tables called logger_*. Keys of other tables are
  // written with dots: `sqlalchemy.url = "..."` is one key.
  Ini ini;
  std::set<std::string> lists;  // keys of the main section that are lists: one element a line

  static constexpr const char* kMain = "alembic";
};

// nullopt: the file has no [tool.alembic]. Throws Error{kConfig} with "file:line": not TOML, a value of a kind that no setting
// has. No message shows a value: it may hold a password.
std::optional<TomlSettings> parse_toml(std::string_view text, const std::string& file);

}  // namespace runner
