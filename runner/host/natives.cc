// What our own Lua files (lua/op.lua, sa.lua, expr.lua, batch.lua) get as `host`.

#include <sys/random.h>

#include <algorithm>
#include <array>

#include "base/log.h"
#include "host/arguments.h"
#include "host/lua_writer.h"
#include "host/module_impl.h"
#include "host/objects.h"
#include "host/reader.h"
#include "host/values.h"

namespace runner::host {

namespace {

std::string text_at(lua_State* L, int index) {
  return std::string(string_at(L, index));
}

int metatable(lua_State* L) {
  push_metatable(L, luaL_checkstring(L, 1));
  return 1;
}

int kind_name(lua_State* L) {
  const char* name = lua_istable(L, 1) || lua_isuserdata(L, 1) ? kind_of(L, 1) : nullptr;
  if (name) {
    lua_pushstring(L, name);
  } else {
    lua_pushnil(L);
  }
  return 1;
}

int none_at(lua_State* L) {
  lua_pushboolean(L, is_none(L, 1));
  return 1;
}

int description(lua_State* L) {
  const std::string text = describe(L, 1);
  lua_pushlstring(L, text.data(), text.size());
  return 1;
}

// host.fail(message, hint)
int fail(lua_State* L) {
  Error error(ErrorCode::kScript, text_at(L, 1));
  if (lua_isstring(L, 2)) {
    error.hint = text_at(L, 2);
  }
  throw error;
}

// host.unknown(call, what, name, known)
int unknown(lua_State* L) {
  std::vector<std::string> known;
  const int count = static_cast<int>(lua_objlen(L, 4));
  for (int i = 1; i <= count; ++i) {
    lua_rawgeti(L, 4, i);
    known.push_back(text_at(L, -1));
    lua_pop(L, 1);
  }
  unknown_name(text_at(L, 1), text_at(L, 2), text_at(L, 3), known);
}

// The function that host.bound makes: binds, then calls upvalue 2 with the bound table.
int call_bound(lua_State* L) {
  const auto& signature = *static_cast<const Signature*>(lua_touserdata(L, lua_upvalueindex(1)));
  bind_arguments(L, signature);
  lua_pushvalue(L, lua_upvalueindex(2));
  lua_insert(L, -2);
  const int base = lua_gettop(L) - 2;
  lua_call(L, 1, LUA_MULTRET);
  return lua_gettop(L) - base;
}

// host.bound("sa.cast", function(arguments) ... end)
int bound(lua_State* L) {
  const Signature* known = signature(luaL_checkstring(L, 1));
  if (!known) {
    throw Error(ErrorCode::kInternal, "no signature for " + text_at(L, 1));
  }
  lua_pushlightuserdata(L, const_cast<Signature*>(known));
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, guard<call_bound>, 2);
  return 1;
}

// ---- methods ----

const char* noun_of(std::string_view kind) {
  if (kind == kind::kExpr) {
    return "expression";
  }
  return kind == kind::kType ? "type" : kind == kind::kMetaData ? "metadata" : "table";
}

// Arguments by position only, as Lua passes them; what is left out at the end is nil.
void check_positions(lua_State* L, const Signature& s) {
  int last = lua_gettop(L);
  while (last > 1 && lua_isnil(L, last)) {
    --last;
  }
  const int positions = static_cast<int>(s.positions.size());
  for (int i = 0; i < std::max(positions, last - 1); ++i) {
    const int at = i + 2;
    const bool item = i >= positions;
    if (item && s.variadic.empty()) {
      throw Error(ErrorCode::kScript, s.call + ": too many arguments (" + std::to_string(last - 1) + " given, " +
                                          std::to_string(positions) + " taken)");
    }
    const Parameter one = item ? Parameter{s.variadic, s.item, true} : s.positions[static_cast<std::size_t>(i)];
    const Argument argument{s.call, one.name, item ? i - positions + 1 : 0};
    if (lua_isnoneornil(L, at) && !(item && one.takes == Takes::kCondition)) {
      if (one.required) {
        throw Error(ErrorCode::kScript, s.call + ": missing argument \"" + std::string(one.name) + "\"")
            .with_hint(one.takes == Takes::kExpression ? "write sa.NULL for SQL's NULL, or :is_null()" : "");
      }
    } else if (!is_none(L, at) || one.takes == Takes::kCondition) {
      check_argument(L, at, argument, one.takes, nullptr);
    }
  }
}

// The function that host.method makes. Upvalues: signature, kind, function.
int call_method(lua_State* L) {
  const auto& signature = *static_cast<const Signature*>(lua_touserdata(L, lua_upvalueindex(1)));
  const std::string_view kind = string_at(L, lua_upvalueindex(2));
  if (!is_kind(L, 1, kind.data())) {
    throw Error(ErrorCode::kScript, signature.call + ": called without its " + noun_of(kind))
        .with_hint("write x" + signature.call + "(...), with a colon");
  }
  if (signature.options.empty()) {
    check_positions(L, signature);
  } else {
    bind_arguments(L, signature, 2);
    lua_insert(L, 2);
    lua_settop(L, 2);
  }
  const int count = lua_gettop(L);
  lua_pushvalue(L, lua_upvalueindex(3));
  lua_insert(L, 1);
  lua_call(L, count, LUA_MULTRET);
  return lua_gettop(L);
}

// host.method("expr:label", "Expr", function(self, name) ... end); the function gets (self, bound table) when the method has
// options.
int method(lua_State* L) {
  const Signature* known = signature(luaL_checkstring(L, 1));
  if (!known) {
    throw Error(ErrorCode::kInternal, "no signature for " + text_at(L, 1));
  }
  lua_pushlightuserdata(L, const_cast<Signature*>(known));
  lua_pushvalue(L, 2);
  lua_pushvalue(L, 3);
  lua_pushcclosure(L, guard<call_method>, 3);
  return 1;
}

// host.argument_names("sa.Table")
int argument_names(lua_State* L) {
  const Signature* known = signature(luaL_checkstring(L, 1));
  lua_newtable(L);
  int count = 0;
  for (const std::string& name : known ? known->names() : std::vector<std::string>()) {
    lua_pushlstring(L, name.data(), name.size());
    lua_rawseti(L, -2, ++count);
  }
  return 1;
}

// host.type_fields(): { option = true } of every option that some type has.
int type_fields(lua_State* L) {
  schema::Type type;
  lua_newtable(L);
  auto add = [L](std::string_view name, const auto&) {
    lua_pushboolean(L, 1);
    set_field(L, -2, name);
  };
  schema::type_fields(type, add);
  return 1;
}

// host.unknown_member("a table", name, methods, hint where no method's name is near)
int refuse_member(lua_State* L) {
  unknown_member(L, text_at(L, 1), text_at(L, 2), 3, lua_isnoneornil(L, 4) ? std::string() : text_at(L, 4));
}

int where(lua_State* L) {
  const std::string line = user_line(L);
  lua_pushlstring(L, line.data(), line.size());
  return 1;
}

int write_log(lua_State* L) {
  const auto level = log::parse_level(text_at(L, 1));
  const std::string line = text_at(L, 2);
  switch (level) {
    case log::Level::kDebug:
      log::debug("runner.script", line);
      break;
    case log::Level::kInfo:
      log::info("runner.script", line);
      break;
    case log::Level::kWarn:
      log::warn("runner.script", line);
      break;
    default:
      log::error("runner.script", line);
  }
  return 0;
}

int autocommit(lua_State* L) {
  if (lua_toboolean(L, 1)) {
    impl_of(L).need_sink("op.autocommit_block");
    impl_of(L).accept(L, ops::BeginAutocommit{});
  } else {
    impl_of(L).accept(L, ops::EndAutocommit{});
  }
  return 0;
}

// host.context(): a fresh table with what the engine said, the dialect and the mode.
int make_context(lua_State* L) {
  Module::Impl& impl = impl_of(L);
  ops::OpSink& sink = impl.need_sink("op.get_context");
  lua_newtable(L);
  for (const auto& [name, value] : impl.context_fields.pairs()) {
    push_ref(L, value);
    set_field(L, -2, name);
  }
  lua_newtable(L);
  lua_pushstring(L, sink.dialect_name().c_str());
  set_field(L, -2, "name");
  set_field(L, -2, "dialect");
  lua_pushboolean(L, sink.as_sql());
  set_field(L, -2, "as_sql");
  push_script_connection(L);
  set_field(L, -2, "connection");
  return 1;
}

int as_sql(lua_State* L) {
  lua_pushboolean(L, impl_of(L).need_sink("create").as_sql());
  return 1;
}

int is_operation(lua_State* L) {
  lua_pushboolean(L, signature("op." + text_at(L, 1)) != nullptr);
  return 1;
}

bool is_checked_item(lua_State* L) {
  static constexpr std::array kKinds{"PrimaryKeyConstraint", "UniqueConstraint",  "CheckConstraint",
                                     "ForeignKeyConstraint", "ExcludeConstraint", "Index"};
  return std::any_of(kKinds.begin(), kKinds.end(), [&](const char* kind) { return is_kind(L, -1, kind); });
}

// Items that were checked when they were made, and columns of different names.
bool are_simple_items(lua_State* L, int list) {
  std::vector<std::string_view> names;
  const int top = lua_gettop(L), count = static_cast<int>(lua_objlen(L, list));
  bool simple = true;
  for (int i = 1; simple && i <= count; ++i, lua_settop(L, top)) {
    lua_rawgeti(L, list, i);
    if (!is_kind(L, -1, kind::kColumn)) {
      simple = is_checked_item(L);
      continue;
    }
    push_field(L, -1, "name");
    simple = lua_type(L, -1) == LUA_TSTRING && std::find(names.begin(), names.end(), string_at(L, -1)) == names.end();
    if (simple) {
      names.push_back(string_at(L, -1));  // the column keeps the string
    }
  }
  return simple;
}

// A table of a name and such items, as nearly all are: right at a glance.
bool is_simple_table(lua_State* L, int table) {
  bool simple = true;
  for (lua_pushnil(L); simple && lua_next(L, table); lua_pop(L, 1)) {
    const std::string_view key = lua_type(L, -2) == LUA_TSTRING ? string_at(L, -2) : "";
    if (key == "name" || key == "schema" || key == "comment") {
      simple = lua_type(L, -1) == LUA_TSTRING;
    } else if (key == "items") {
      simple = is_plain_table(L, -1) && are_simple_items(L, lua_gettop(L));
    } else {
      simple = key == "metadata";
    }
  }
  lua_settop(L, table);
  return simple;
}

// host.check_table(t): whether it decodes, and no column is there twice.
int check_table(lua_State* L) {
  lua_settop(L, 1);
  if (is_simple_table(L, 1)) {
    return 0;
  }
  const schema::Table table = decode_table(L, 1);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (table.columns[i].name == table.columns[j].name) {
        throw Error(ErrorCode::kScript,
                    "sa.Table: table \"" + table.name + "\" has two columns \"" + table.columns[i].name + "\"");
      }
    }
  }
  return 0;
}

// host.references(t): "schema.table" of what its foreign keys refer to.
int references(lua_State* L) {
  const schema::Table table = decode_table(L, 1);
  lua_newtable(L);
  int count = 0;
  auto add = [&](const std::optional<std::string>& schema, const std::string& name) {
    const std::string key = schema ? *schema + "." + name : name;
    lua_pushlstring(L, key.data(), key.size());
    lua_rawseti(L, -2, ++count);
  };
  for (const auto& column : table.columns) {
    for (const auto& key : column.foreign_keys) {
      add(key.schema, key.table);
    }
  }
  for (const auto& constraint : table.constraints) {
    if (auto* key = std::get_if<schema::ForeignKeyConstraint>(&constraint)) {
      add(key->schema, key->table);
    }
  }
  return 1;
}

int uuid4(lua_State* L) {
  std::array<unsigned char, 16> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    throw Error(ErrorCode::kInternal, "the system gave no random bytes");
  }
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | 0x40);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) {
      text += '-';
    }
    text += "0123456789abcdef"[bytes[i] >> 4];
    text += "0123456789abcdef"[bytes[i] & 15];
  }
  lua_pushlstring(L, text.data(), text.size());
  return 1;
}

int json_encode(lua_State* L) {
  const std::string text = to_json(value_at(L, 1, "sa.json.encode: the value"));
  lua_pushlstring(L, text.data(), text.size());
  return 1;
}

int json_decode(lua_State* L) {
  if (lua_type(L, 1) != LUA_TSTRING) {
    throw Error(ErrorCode::kScript, "sa.json.decode: a string was expected, not " + describe(L, 1));
  }
  push_element(L, parse_json(text_at(L, 1)));
  return 1;
}

}  // namespace

void add_natives(Module::Impl& impl, lua_State* L, int host) {
  static const luaL_Reg kFunctions[] = {{"metatable", guard<metatable>},
                                        {"kind", guard<kind_name>},
                                        {"is_none", guard<none_at>},
                                        {"describe", guard<description>},
                                        {"fail", guard<fail>},
                                        {"unknown", guard<unknown>},
                                        {"bound", guard<bound>},
                                        {"method", guard<method>},
                                        {"argument_names", guard<argument_names>},
                                        {"type_fields", guard<type_fields>},
                                        {"unknown_member", guard<refuse_member>},
                                        {"where", guard<where>},
                                        {"log", guard<write_log>},
                                        {"autocommit", guard<autocommit>},
                                        {"context", guard<make_context>},
                                        {"connection", guard<push_script_connection>},
                                        {"as_sql", guard<as_sql>},
                                        {"emit", guard<emit_bound>},
                                        {"is_operation", guard<is_operation>},
                                        {"check_table", guard<check_table>},
                                        {"references", guard<references>},
                                        {"uuid4", guard<uuid4>},
                                        {"json_encode", guard<json_encode>},
                                        {"json_decode", guard<json_decode>},
                                        {nullptr, nullptr}};
  set_functions(L, host, kFunctions);
  push_none(L);
  set_field(L, host, "none");
  push_ref(L, impl.op);
  set_field(L, host, "op");
  add_batch_natives(L, host);
  add_inspect_natives(L, host);
  add_operation_natives(L, host);
  add_discover_natives(L, host);
}

}  // namespace runner::host
