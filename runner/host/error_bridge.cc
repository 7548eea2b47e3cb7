#include "host/error_bridge.h"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "host/core.h"

namespace runner::host {

namespace {

// The Error that an error table owns; nullptr when the value is none of ours. Leaves the stack as it was.
Error* boxed_error(lua_State* L, int index) {
  if (!lua_istable(L, index)) return nullptr;
  luaL_checkstack(L, 3, nullptr);
  lua_pushvalue(L, index);
  push_slot(L, core_of(L).errors);
  lua_insert(L, -2);
  lua_rawget(L, -2);
  auto* error = static_cast<Error*>(lua_touserdata(L, -1));
  lua_pop(L, 2);
  return error;
}

int destroy_error(lua_State* L) {
  static_cast<Error*>(lua_touserdata(L, 1))->~Error();
  return 0;
}

int error_to_string(lua_State* L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_getfield(L, 1, "where");
  lua_getfield(L, 1, "message");
  std::size_t length = 0;
  const char* where = lua_tolstring(L, -2, &length);
  if (!lua_isstring(L, -1)) {
    lua_pop(L, 1);
    lua_pushliteral(L, "error");
  }
  if (!where || length == 0) return 1;
  lua_pushvalue(L, -2);
  lua_pushliteral(L, ": ");
  lua_pushvalue(L, -3);
  lua_concat(L, 3);
  return 1;
}

void set_text(lua_State* L, const char* key, std::string_view text, bool always) {
  if (text.empty() && !always) return;
  lua_pushlstring(L, text.data(), text.size());
  lua_setfield(L, -2, key);
}

std::optional<std::string> line_in(lua_State* L) {
  lua_Debug ar{};
  for (int level = 0; lua_getstack(L, level, &ar); ++level) {
    lua_getinfo(L, "Sl", &ar);
    if (ar.source[0] != '@' || ar.currentline <= 0) continue;
    const fmt::format_int line(ar.currentline);
    const std::string_view name = ar.source + 1;
    std::string where;
    where.reserve(name.size() + 1 + line.size());
    return where.append(name).append(":").append(line.data(), line.size());
  }
  return std::nullopt;
}

// Lua cuts chunk names at 60 characters from the left ("...tail"): the whole name again.
std::optional<std::string> known_chunk(const Core& core, std::string_view shown) {
  std::string whole(shown);
  if (core.chunk_names.count(whole) > 0) return whole;
  if (shown.substr(0, 3) != "...") return std::nullopt;
  std::string_view tail = shown.substr(3);
  for (const std::string& name : core.chunk_names) {
    if (name.size() >= tail.size() && std::string_view(name).substr(name.size() - tail.size()) == tail) return name;
  }
  return std::nullopt;
}

struct Position {
  std::string_view chunk, line;
  std::size_t length = 0;  // of the prefix "chunk:line: "
};

std::optional<Position> leading_position(std::string_view text) {
  for (std::size_t colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':', colon + 1)) {
    std::size_t end = colon + 1;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end == colon + 1 || text.substr(end, 2) != ": ") continue;
    return Position{text.substr(0, colon), text.substr(colon + 1, end - colon - 1), end + 2};
  }
  return std::nullopt;
}

// Moves "file:line: " prefixes of user files to `where` (the last one: coroutine.wrap puts another before it) and drops
// those of our own Lua files.
Error from_text(const Core& core, std::string_view text) {
  std::string where;
  while (auto position = leading_position(text)) {
    if (auto chunk = known_chunk(core, position->chunk)) {
      where = fmt::format("{}:{}", *chunk, position->line);
    } else if (position->chunk.substr(0, 8) != "[runner]") {
      break;
    }
    text.remove_prefix(position->length);
  }
  return Error(ErrorCode::kScript, std::string(text)).at(where);
}

// { code = 5, reason = "x" }: what a user threw with error(table), its first fields.
std::string fields_of(lua_State* L, int index) {
  constexpr std::size_t kShown = 4;
  std::vector<std::string> fields;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING) continue;
    lua_pushvalue(L, -1);
    const char* value = lua_isstring(L, -1) ? lua_tostring(L, -1) : luaL_typename(L, -1);
    fields.push_back(fmt::format("{} = {}", lua_tostring(L, -3), value));
    lua_pop(L, 1);
  }
  std::sort(fields.begin(), fields.end());
  if (fields.size() > kShown) {
    fields.resize(kShown);
    fields.push_back("...");
  }
  return fmt::format("{}", fmt::join(fields, ", "));
}

// What a table says of itself: __tostring, or its `message`.
std::optional<std::string> own_words(lua_State* L, int index) {
  int top = lua_gettop(L);
  std::optional<std::string> words;
  if (luaL_getmetafield(L, index, "__tostring")) {
    lua_pushvalue(L, index);
    if (lua_pcall(L, 1, 1, 0) == 0 && lua_type(L, -1) == LUA_TSTRING) words = lua_tostring(L, -1);
  } else if (lua_istable(L, index)) {
    lua_pushliteral(L, "message");
    lua_rawget(L, index);
    if (lua_type(L, -1) == LUA_TSTRING) words = lua_tostring(L, -1);
  }
  lua_settop(L, top);
  return words;
}

Error described(lua_State* L, int index) {
  luaL_checkstack(L, 8, nullptr);
  if (lua_type(L, index) == LUA_TSTRING) {
    std::size_t length = 0;
    const char* text = lua_tolstring(L, index, &length);
    return from_text(core_of(L), {text, length});
  }
  if (auto words = own_words(L, index)) return from_text(core_of(L), *words);
  switch (lua_type(L, index)) {
    case LUA_TTABLE:
      return Error(ErrorCode::kScript, fmt::format("the script raised a table {{ {} }}", fields_of(L, index)));
    case LUA_TNUMBER:
      return Error(ErrorCode::kScript, fmt::format("the script raised the number {}", lua_tonumber(L, index)));
    case LUA_TBOOLEAN:
      return Error(ErrorCode::kScript, fmt::format("the script raised {}", lua_toboolean(L, index) != 0));
    default:
      return Error(ErrorCode::kScript, fmt::format("the script raised a value of type {}", luaL_typename(L, index)));
  }
}

std::string traceback(lua_State* L) {
  luaL_traceback(L, L, nullptr, 0);
  std::string text = lua_tostring(L, -1);
  lua_pop(L, 1);
  return text;
}

int absolute(lua_State* L, int index) {
  return index > 0 ? index : lua_gettop(L) + index + 1;
}

void set_collector(lua_State* L, lua_CFunction collector) {
  lua_pushcfunction(L, collector);
  lua_setfield(L, -2, "__gc");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
}

}  // namespace

ActiveThread::ActiveThread(lua_State* L) noexcept : thread_(L), before_(core_of(L).current) {
  core_of(L).current = L;
}
ActiveThread::~ActiveThread() {
  core_of(thread_).current = before_;
}

std::string user_line(lua_State* L) {
  if (auto line = line_in(L)) return *line;
  lua_State* main = core_of(L).main;  // a native that is a coroutine's body: who resumed it
  return main == L ? "" : line_in(main).value_or("");
}

void locate(lua_State* L, Error& error) {
  luaL_checkstack(L, 12, nullptr);
  if (error.where.empty()) error.where = user_line(L);
  if (error.traceback.empty()) error.traceback = traceback(L);
}

void push_error(lua_State* L, Error error) {
  Core& core = core_of(L);
  locate(L, error);
  if (error.code == ErrorCode::kInterrupted || error.code == ErrorCode::kTerminated) stop(core, error);
  lua_createtable(L, 0, 6);
  set_text(L, "message", error.what(), true);
  set_text(L, "where", error.where, true);
  set_text(L, "sqlstate", error.sqlstate, false);
  set_text(L, "sql", error.sql, false);
  set_text(L, "hint", error.hint, false);
  set_text(L, "detail", error.detail, false);
  push_slot(L, core.error_metatable);
  lua_setmetatable(L, -2);
  push_slot(L, core.errors);
  lua_pushvalue(L, -2);
  new (lua_newuserdata(L, sizeof(Error))) Error(std::move(error));
  push_slot(L, core.error_box_metatable);
  lua_setmetatable(L, -2);
  lua_rawset(L, -3);
  lua_pop(L, 1);
}

Error error_at(lua_State* L, int index) {
  index = absolute(L, index);
  if (const Error* error = boxed_error(L, index)) return *error;
  return described(L, index);
}

namespace {

int convert_error(lua_State* L) {
  if (boxed_error(L, 1)) {
    lua_settop(L, 1);
    return 1;
  }
  push_error(L, described(L, 1));
  return 1;
}

}  // namespace

int on_error(lua_State* L) {
  return guard<convert_error>(L);
}

Error failure(Core& core, lua_State* L, int status, const std::string& file) {
  if (core.watch.stop) return *core.watch.stop;
  if (status == LUA_ERRMEM) {
    Error error = out_of_memory(core);
    if (core.watch.exhausted) {
      error.where = file;
      stop(core, error);
    }
    return std::move(error).at(file);
  }
  if (status == LUA_ERRERR && !boxed_error(L, absolute(L, -1))) {  // no room was left to tell it properly
    return Error(ErrorCode::kScript, "stack overflow: too many nested calls")
        .with_hint("look for a function that calls itself without end")
        .at(file);
  }
  return error_at(L, -1);
}

void open_errors(Core& core) {
  lua_State* L = core.main;
  lua_createtable(L, 0, 3);
  lua_pushcfunction(L, error_to_string);
  lua_setfield(L, -2, "__tostring");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pushliteral(L, "Error");
  lua_setfield(L, -2, kKindField);
  core.error_metatable = keep_slot(L);

  lua_createtable(L, 0, 2);
  set_collector(L, destroy_error);
  core.error_box_metatable = keep_slot(L);

  lua_newtable(L);
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "k");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  core.errors = keep_slot(L);
}

}  // namespace runner::host
