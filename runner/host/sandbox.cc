#include "host/sandbox.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/text.h"
#include "host/internal.h"

namespace runner::host {

namespace {

// ---- the white list ----

struct Library {
  const char* name;       // "" = the base functions
  const char* functions;  // blank-separated; nullptr = all
};

constexpr Library kLibraries[] = {
    {"", "assert error ipairs next pairs rawequal rawget rawset select setmetatable getmetatable tonumber type unpack _VERSION"},
    {"string", nullptr},
    {"table", nullptr},
    {"math", nullptr},
    {"bit", nullptr},
    {"coroutine", nullptr},
    {"os", "clock date difftime getenv time"},
    {"io", "close input lines open read stderr stdin stdout tmpfile type write"},
};

void open_library(lua_State* L, const char* name, lua_CFunction open) {
  lua_pushcfunction(L, open);
  lua_pushstring(L, name);
  lua_call(L, 1, 0);
}

// Copies the fields of the table at `from` to the table at `to`: those of the list, or all.
void copy_fields(lua_State* L, int from, int to, const char* functions) {
  if (functions) {
    for (const std::string& name : text::split(functions, " ")) {
      lua_getfield(L, from, name.c_str());
      lua_setfield(L, to, name.c_str());
    }
    return;
  }
  for (lua_pushnil(L); lua_next(L, from);) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, to);
  }
}

// ---- functions of ours ----

// Looks by itself: at the end of the Lua stack, where `pcall(again)` can stay for ever, there is no room for the hook.
int pass_unless_stopped(lua_State* L) {
  look(L);
  return lua_gettop(L);
}

// tostring over __tostring in C with a look at the stack: `__tostring = tostring` would loop where no hook can see it.
void push_text(lua_State* L, int index) {
  check_stack(core_of(L));
  luaL_checkstack(L, 4, nullptr);
  if (luaL_getmetafield(L, index, "__tostring")) {
    lua_pushvalue(L, index);
    lua_call(L, 1, 1);
    return;
  }
  lua_pushvalue(L, lua_upvalueindex(1));  // the library's own
  lua_pushvalue(L, index);
  lua_call(L, 1, 1);
}

int to_string(lua_State* L) {
  luaL_checkany(L, 1);
  push_text(L, 1);
  return 1;
}

int print(lua_State* L) {
  std::string line;
  int count = lua_gettop(L);
  for (int i = 1; i <= count; ++i) {
    push_text(L, i);
    std::size_t length = 0;
    const char* text = lua_tolstring(L, -1, &length);
    if (!text) return luaL_error(L, "'tostring' must return a string to 'print'");
    if (i > 1) line += '\t';
    line.append(text, length);
    lua_pop(L, 1);
  }
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
  return 0;
}

int open_for_reading(lua_State* L) {
  const char* path = luaL_checkstring(L, 1);
  std::string_view mode = luaL_optstring(L, 2, "r");
  if (mode != "r" && mode != "rb") {
    throw Error(ErrorCode::kScript,
                fmt::format("io.open: \"{}\" cannot be opened with mode \"{}\": scripts may only read files", path, mode))
        .with_hint("allow_unsafe_lua = true in alembic.ini lifts this");
  }
  lua_settop(L, 2);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, 2, LUA_MULTRET);
  return lua_gettop(L);
}

// ---- load and its kin; upvalue 1: the environment ----

// Compiles and leaves the function, or nil and a message, on the stack.
int load_here(lua_State* L, std::string_view text, const char* chunk, const char* mode, int environment) {
  int status = luaL_loadbufferx(L, text.data(), text.size(), chunk, mode);
  throw_if_stopped(core_of(L), L);
  if (status != 0) {
    lua_pushnil(L);
    lua_insert(L, -2);
    return 2;
  }
  lua_pushvalue(L, environment);
  lua_setfenv(L, -2);
  return 1;
}

// What the script asked for, without the binary half unless unsafe.
const char* allowed_mode(lua_State* L, int index) {
  std::string_view mode = luaL_optstring(L, index, "bt");
  if (core_of(L).limits.allow_unsafe) return mode == "b" ? "b" : mode == "t" ? "t" : "bt";
  if (mode.find('t') == std::string_view::npos) {
    throw Error(ErrorCode::kScript, "load: bytecode is not accepted, only text")
        .with_hint("allow_unsafe_lua = true in alembic.ini lifts this");
  }
  return "t";
}

int environment_argument(lua_State* L, int index) {
  if (lua_isnoneornil(L, index)) return lua_upvalueindex(1);
  luaL_checktype(L, index, LUA_TTABLE);
  return index;
}

std::string pieces_of_reader(lua_State* L) {
  std::string text;
  for (;;) {
    lua_pushvalue(L, 1);
    lua_call(L, 0, 1);
    std::size_t length = 0;
    const char* piece = lua_tolstring(L, -1, &length);
    if (!piece && !lua_isnil(L, -1)) throw Error(ErrorCode::kScript, "load: the reader function must return strings");
    if (length == 0) break;
    text.append(piece, length);
    if (text.size() > core_of(L).limits.script_size) throw Error(ErrorCode::kScript, "load: the text is longer than script_size");
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return text;
}

int load(lua_State* L) {
  const char* mode = allowed_mode(L, 3);
  int environment = environment_argument(L, 4);
  if (lua_isfunction(L, 1)) {
    std::string text = pieces_of_reader(L);
    return load_here(L, text, luaL_optstring(L, 2, "=(load)"), mode, environment);
  }
  std::size_t length = 0;
  const char* text = luaL_checklstring(L, 1, &length);
  return load_here(L, {text, length}, luaL_optstring(L, 2, text), mode, environment);
}

std::string read_source(lua_State* L) {
  return text::read_file(luaL_checkstring(L, 1), core_of(L).limits.script_size);
}

int load_file(lua_State* L) {
  std::string text;
  try {
    text = read_source(L);
  } catch (const Error& e) {
    lua_pushnil(L);
    lua_pushstring(L, e.what());
    return 2;
  }
  std::string name = shown_path(luaL_checkstring(L, 1));
  core_of(L).chunk_names.insert(name);
  return load_here(L, text, ("@" + name).c_str(), allowed_mode(L, 2), environment_argument(L, 3));
}

int do_file(lua_State* L) {
  std::string text = read_source(L);
  Core& core = core_of(L);
  load_text(core, L, shown_path(luaL_checkstring(L, 1)), text);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_setfenv(L, -2);
  lua_replace(L, 1);
  lua_settop(L, 1);
  lua_call(L, 0, LUA_MULTRET);
  return lua_gettop(L);
}

// ---- preparing the library ----

// Values of one type share a metatable: hidden, and without `__index` pointing at itself, no script can change it.
void lock_metatable(lua_State* L) {
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}

void lock_strings(Core& core, lua_State* L) {
  if (!core.limits.allow_unsafe) {
    lua_getglobal(L, "string");
    lua_pushnil(L);
    lua_setfield(L, -2, "dump");
    lua_pop(L, 1);
  }
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  lock_metatable(L);
  lua_pop(L, 1);
}

void lock_files(lua_State* L) {
  lua_getglobal(L, "io");
  lua_getfield(L, -1, "stdout");
  lua_getmetatable(L, -1);
  int metatable = lua_gettop(L);
  lua_newtable(L);
  for (lua_pushnil(L); lua_next(L, metatable); lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING || std::string_view(lua_tostring(L, -2)).substr(0, 2) == "__") continue;
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, -5);
  }
  lua_setfield(L, metatable, "__index");
  lock_metatable(L);
  lua_pop(L, 2);
}

void open_libraries(Core& core, lua_State* L) {
  if (core.limits.allow_unsafe) {
    luaL_openlibs(L);
    luaJIT_setmode(L, 0, LUAJIT_MODE_ENGINE | LUAJIT_MODE_OFF);
    return;
  }
  open_library(L, "", luaopen_base);
  open_library(L, LUA_TABLIBNAME, luaopen_table);
  open_library(L, LUA_STRLIBNAME, luaopen_string);
  open_library(L, LUA_MATHLIBNAME, luaopen_math);
  open_library(L, LUA_BITLIBNAME, luaopen_bit);
  open_library(L, LUA_OSLIBNAME, luaopen_os);
  open_library(L, LUA_IOLIBNAME, luaopen_io);
  luaJIT_setmode(L, 0, LUAJIT_MODE_ENGINE | LUAJIT_MODE_OFF);
}

// The wrapped functions replace the real ones for our own Lua as well.
void wrap_catchers(Core& core, lua_State* L) {
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, guard<pass_unless_stopped>);
  lua_setfield(L, -2, "pass_unless_stopped");
  Ref host = pop_ref(*core.state, L);
  Internals::push_ref(L, core.state->load_builtin("sandbox", host));
  lua_getfield(L, -1, "pcall");
  lua_setglobal(L, "pcall");
  lua_getglobal(L, "coroutine");
  lua_getfield(L, -2, "resume");
  lua_setfield(L, -2, "resume");
  lua_pop(L, 2);
}

// Sets a closure over the global function `over` in the table on top.
void set_wrapped(lua_State* L, const char* name, const char* over, lua_CFunction function) {
  lua_getglobal(L, over);
  lua_pushcclosure(L, function, 1);
  lua_setfield(L, -2, name);
}

void add_own_functions(Core& core, lua_State* L) {
  lua_getglobal(L, "pcall");
  lua_setfield(L, -2, "pcall");
  set_wrapped(L, "tostring", "tostring", guard<to_string>);
  set_wrapped(L, "print", "tostring", guard<print>);
  if (core.limits.allow_unsafe) return;
  lua_getfield(L, -1, "io");
  lua_getfield(L, -1, "open");
  lua_pushcclosure(L, guard<open_for_reading>, 1);
  lua_setfield(L, -2, "open");
  lua_pop(L, 1);
}

void build_safe_library(lua_State* L, int library) {
  for (const Library& part : kLibraries) {
    if (!*part.name) {
      copy_fields(L, LUA_GLOBALSINDEX, library, part.functions);
      continue;
    }
    lua_getglobal(L, part.name);
    lua_newtable(L);
    copy_fields(L, lua_gettop(L) - 1, lua_gettop(L), part.functions);
    lua_setfield(L, library, part.name);
    lua_pop(L, 1);
  }
}

void build_unsafe_library(lua_State* L, int library) {
  for (lua_pushnil(L); lua_next(L, LUA_GLOBALSINDEX); lua_pop(L, 1)) {
    std::string_view name = lua_tostring(L, -2);
    if (name == "_G" || name == "package") continue;
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, library);
  }
}

// ---- one environment ----

std::string package_path(const Core& core) {
  std::string path;
  for (const std::string& directory : core.search) path += fmt::format("{0}/?.lua;{0}/?/init.lua;", directory);
  if (!path.empty()) path.pop_back();
  return path;
}

void push_package(Core& core, lua_State* L) {
  if (core.limits.allow_unsafe) {
    lua_newtable(L);
    int package = lua_gettop(L);
    lua_getglobal(L, "package");
    copy_fields(L, package + 1, package, nullptr);
    lua_pop(L, 1);
  } else {
    lua_createtable(L, 0, 5);
    lua_pushliteral(L, "/\n;\n?\n!\n-\n");
    lua_setfield(L, -2, "config");
  }
  lua_pushlstring(L, core.package_path.data(), core.package_path.size());
  lua_setfield(L, -2, "path");
  lua_createtable(L, 0, 4);
  lua_setfield(L, -2, "loaded");
  lua_newtable(L);
  lua_setfield(L, -2, "preload");
}

// What has the environment as its upvalue, and what is the environment's own: made when first asked for.
bool push_own_member(lua_State* L, int environment, std::string_view name) {
  struct Bound {
    std::string_view name;
    lua_CFunction function;
  };
  static constexpr Bound kBound[] = {{"load", guard<load>},
                                     {"loadstring", guard<load>},
                                     {"loadfile", guard<load_file>},
                                     {"dofile", guard<do_file>}};
  if (name == "_G") {
    lua_pushvalue(L, environment);
    return true;
  }
  for (const Bound& bound : kBound) {
    if (name == bound.name) {
      lua_pushvalue(L, environment);
      lua_pushcclosure(L, bound.function, 1);
      return true;
    }
  }
  return false;
}

// __index of an environment: a function of the library as it is, a table as a copy of the script's own. Most scripts ask
// for none, and copying all of them would cost more than compiling the script.
int library_member(lua_State* L) {
  if (lua_type(L, 2) == LUA_TSTRING && push_own_member(L, 1, lua_tostring(L, 2))) {
    lua_pushvalue(L, 2);
    lua_pushvalue(L, -2);
    lua_rawset(L, 1);
    return 1;
  }
  push_slot(L, core_of(L).library);
  lua_pushvalue(L, 2);
  lua_rawget(L, -2);
  if (!lua_istable(L, -1)) return 1;
  lua_createtable(L, 0, 20);
  copy_fields(L, lua_gettop(L) - 1, lua_gettop(L), nullptr);
  lua_pushvalue(L, 2);
  lua_pushvalue(L, -2);
  lua_rawset(L, 1);
  return 1;
}

// __index of package.loaded: the library's tables are there as in plain Lua, the script's own copies.
int loaded_member(lua_State* L) {
  const std::string_view name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
  if (name != "_G" && name != "package") {
    push_slot(L, core_of(L).library);
    lua_pushvalue(L, 2);
    lua_rawget(L, -2);
    if (!lua_istable(L, -1)) return 0;
  }
  lua_pushvalue(L, 2);
  lua_gettable(L, lua_upvalueindex(1));
  return 1;
}

}  // namespace

std::string shown_path(const std::string& path) {
  std::error_code failed;
  std::filesystem::path here = std::filesystem::current_path(failed);
  if (failed) return path;
  std::filesystem::path normal = std::filesystem::path(path).lexically_normal();
  if (normal.is_relative()) return normal.string();
  std::string relative = normal.lexically_relative(here).string();
  return relative.empty() || relative.rfind("..", 0) == 0 ? path : relative;
}

void push_environment(Core& core, lua_State* L) {
  luaL_checkstack(L, 14, nullptr);
  lua_createtable(L, 0, 8);
  const int environment = lua_gettop(L);
  push_slot(L, core.environment_metatable);
  lua_setmetatable(L, environment);
  push_package(core, L);
  const int package = environment + 1;
  lua_getfield(L, package, "loaded");
  lua_createtable(L, 0, 1);
  lua_pushvalue(L, environment);
  lua_pushcclosure(L, guard<loaded_member>, 1);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  push_require(L, environment, package);
  lua_setfield(L, environment, "require");
  lua_pushvalue(L, package);
  lua_setfield(L, environment, "package");
  lua_settop(L, environment);
}

void open_sandbox(Core& core) {
  lua_State* L = core.main;
  open_libraries(core, L);
  lock_strings(core, L);
  if (!core.limits.allow_unsafe) lock_files(L);
  wrap_catchers(core, L);
  lua_newtable(L);
  if (core.limits.allow_unsafe) {
    build_unsafe_library(L, lua_gettop(L));
  } else {
    build_safe_library(L, lua_gettop(L));
  }
  add_own_functions(core, L);
  core.library = keep_slot(L);
  core.package_path = package_path(core);
  lua_createtable(L, 0, 2);
  lua_pushcfunction(L, guard<library_member>);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  core.environment_metatable = keep_slot(L);
}

}  // namespace runner::host
