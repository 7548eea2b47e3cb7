// The natives of sa.discover: which files a glob means, and running one as the script that asked would have required it.
#include <fnmatch.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "base/text.h"
#include "host/core.h"
#include "host/module_impl.h"
#include "host/sandbox.h"

namespace runner::host {

namespace {

namespace fs = std::filesystem;

bool has_wildcard(const std::string& text) {
  return text.find_first_of("*?[") != std::string::npos;
}

// The files below `base` that match; "**" crosses folders, "*" does not.
void match(const fs::path& base, const std::vector<std::string>& parts, std::size_t at, std::vector<fs::path>& found) {
  std::error_code ec;
  const bool last = at + 1 == parts.size();
  if (!has_wildcard(parts[at])) {
    const fs::path next = base / parts[at];
    if (last ? fs::is_regular_file(next, ec) : fs::is_directory(next, ec)) {
      last ? found.push_back(next) : match(next, parts, at + 1, found);
    }
    return;
  }
  if (parts[at] == "**" && !last) {
    match(base, parts, at + 1, found);
  }
  for (fs::directory_iterator entry(base, ec), end; !ec && entry != end; entry.increment(ec)) {
    const std::string name = entry->path().filename().string();
    const bool folder = entry->is_directory(ec);
    if (parts[at] == "**") {
      if (folder && name[0] != '.') match(entry->path(), parts, at, found);
    } else if (fnmatch(parts[at].c_str(), name.c_str(), FNM_PERIOD) == 0) {
      if (last && !folder) found.push_back(entry->path());
      if (!last && folder) match(entry->path(), parts, at + 1, found);
    }
  }
}

std::vector<fs::path> files_of(const std::string& glob, const std::vector<std::string>& search) {
  const fs::path pattern = fs::path(glob).lexically_normal();
  std::vector<std::string> parts;
  for (const fs::path& part : pattern.relative_path()) parts.push_back(part.string());
  std::vector<fs::path> bases{pattern.root_path()};
  if (pattern.is_relative()) {
    bases.assign(search.begin(), search.end());
    bases.emplace_back(".");
  }
  for (const fs::path& base : bases) {
    std::vector<fs::path> found;
    if (!parts.empty()) match(base, parts, 0, found);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    if (!found.empty()) return found;
  }
  return {};
}

// The name by which require finds the file; "" when it lies elsewhere.
std::string module_name(const fs::path& file, const std::vector<std::string>& search) {
  std::error_code ec;
  const fs::path absolute = fs::absolute(file, ec).lexically_normal();
  for (const std::string& directory : search) {
    const fs::path inside = absolute.lexically_relative(fs::absolute(directory, ec).lexically_normal());
    if (inside.empty() || *inside.begin() == ".." || inside.extension() != ".lua") continue;
    const std::string stem = fs::path(inside).replace_extension().string();
    if (stem.find('.') == std::string::npos) return text::replace_all(stem, "/", ".");
  }
  return {};
}

// host.find_models(glob...) -> { { path =, shown =, module = }, ... }
int find_models(lua_State* L) {
  const Core& core = core_of(L);
  const int count = lua_gettop(L);
  if (count == 0) {
    throw Error(ErrorCode::kScript, "sa.discover: missing argument \"glob\"").with_hint("write sa.discover(\"models/*.lua\")");
  }
  lua_newtable(L);
  const int list = lua_gettop(L);
  int length = 0;
  for (int i = 1; i <= count; ++i) {
    if (lua_type(L, i) != LUA_TSTRING) {
      throw Error(ErrorCode::kScript,
                  "sa.discover: a glob (\"models/*.lua\") was expected, not " + std::string(luaL_typename(L, i)));
    }
    const std::string glob = lua_tostring(L, i);
    const auto files = files_of(glob, core.search);
    if (files.empty()) {
      std::vector<std::string> places;
      for (const std::string& directory : core.search) places.push_back(shown_path(directory));
      throw Error(ErrorCode::kScript, "sa.discover: no file matches \"" + glob + "\"")
          .with_hint("looked below " + text::quoted_list(places) +
                     " (prepend_sys_path, script_location) and the current directory");
    }
    for (const fs::path& file : files) {
      lua_newtable(L);
      const auto set = [&](const char* name, const std::string& value) {
        lua_pushlstring(L, value.data(), value.size());
        lua_setfield(L, -2, name);
      };
      set("path", file.string());
      set("shown", shown_path(file.string()));
      if (const std::string name = module_name(file, core.search); !name.empty()) set("module", name);
      lua_rawseti(L, list, ++length);
    }
  }
  return 1;
}

// Pushes the environment of the script that is running; nil when there is none.
void push_user_environment(lua_State* L) {
  lua_Debug frame;
  for (int level = 0; lua_getstack(L, level, &frame) != 0; ++level) {
    lua_getinfo(L, "fS", &frame);
    if (frame.source[0] == '@') {
      lua_getfenv(L, -1);
      lua_remove(L, -2);
      return;
    }
    lua_pop(L, 1);
  }
  lua_pushnil(L);
}

// host.run_model(path, module): what the file returned. A file that require knows is run once for all who ask.
int run_model(lua_State* L) {
  const bool by_name = lua_type(L, 2) == LUA_TSTRING;
  push_user_environment(L);
  if (!lua_istable(L, -1)) {
    throw Error(ErrorCode::kScript, "sa.discover: call it from env.lua or a script");
  }
  lua_getfield(L, -1, by_name ? "require" : "dofile");
  lua_pushvalue(L, by_name ? 2 : 1);
  lua_call(L, 1, 1);
  return 1;
}

}  // namespace

void add_discover_natives(lua_State* L, int host) {
  static const luaL_Reg kFunctions[] = {{"find_models", guard<find_models>}, {"run_model", guard<run_model>}, {nullptr, nullptr}};
  set_functions(L, host, kFunctions);
}

}  // namespace runner::host
