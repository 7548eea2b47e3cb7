#include "host/module.h"

#include <algorithm>
#include <array>

#include "base/log.h"
#include "base/text.h"
#include "host/arguments.h"
#include "host/lua_writer.h"
#include "host/module_impl.h"
#include "host/objects.h"
#include "host/values.h"
#include "schema/packer.h"

namespace runner::host {

namespace {

char impl_key;

int refuse_assignment(lua_State* L) {
  const std::string name = lua_type(L, 2) == LUA_TSTRING ? std::string(string_at(L, 2)) : describe(L, 2);
  throw Error(ErrorCode::kScript, "op and sa cannot be changed: \"" + name + "\" was assigned")
      .with_hint("op.register_operation(\"name\", fn) adds an operation");
}

// require "op" and require "sa": empty tables that find their members through a cache and make them when asked.
Ref make_module(State& state, lua_State* L, lua_CFunction member) {
  lua_newtable(L);  // the module
  lua_newtable(L);  // its metatable
  lua_pushstring(L, kind::kModule);
  set_field(L, -2, kKindField);
  lua_newtable(L);  // the cache
  lua_newtable(L);  // the cache's metatable
  lua_pushvalue(L, -2);
  lua_pushcclosure(L, member, 1);
  set_field(L, -2, "__index");
  lua_setmetatable(L, -2);
  set_field(L, -2, "__index");
  lua_pushcfunction(L, guard<refuse_assignment>);
  set_field(L, -2, "__newindex");
  lua_setmetatable(L, -2);
  return pop_ref(state, L);
}

// Objects whose methods are written in Lua find them at their first use: loading a file replaces this function.
template <char const* File>
int load_methods(lua_State* L) {
  push_ref(L, require_builtin(state_of(L), File));
  lua_settop(L, 2);
  lua_gettable(L, 1);
  return 1;
}

constexpr char kStatementFile[] = "statement";
constexpr char kSaFile[] = "sa";

void set_lazy_methods(lua_State* L, const char* kind, lua_CFunction load) {
  push_metatable(L, kind);
  lua_pushcfunction(L, load);
  set_field(L, -2, "__index");
  lua_pop(L, 1);
}

// tostring(sa.String(50)) is "String(50)".
int type_text(lua_State* L) {
  const std::string text = write(decode_type(L, 1)).substr(3);
  lua_pushlstring(L, text.data(), text.size());
  return 1;
}

void set_type_text(lua_State* L) {
  push_metatable(L, kind::kType);
  lua_pushcfunction(L, guard<type_text>);
  set_field(L, -2, "__tostring");
  lua_pop(L, 1);
}

Ref kind_metatable(State& state, lua_State* L, const char* kind) {
  push_metatable(L, kind);
  return pop_ref(state, L);
}

}  // namespace

Module::Impl& impl_of(lua_State* L) {
  lua_pushlightuserdata(L, &impl_key);
  lua_rawget(L, LUA_REGISTRYINDEX);
  auto* impl = static_cast<Module::Impl*>(lua_touserdata(L, -1));
  lua_pop(L, 1);
  if (!impl) {
    throw Error(ErrorCode::kInternal, "op and sa were used after their end");
  }
  return *impl;
}

void set_impl(lua_State* L, Module::Impl* impl) {
  lua_pushlightuserdata(L, &impl_key);
  if (impl) {
    lua_pushlightuserdata(L, impl);
  } else {
    lua_pushnil(L);
  }
  lua_rawset(L, LUA_REGISTRYINDEX);
}

bool OpenCursor::close() {
  if (!cursor) {
    return false;
  }
  const bool had_rows = cursor->close();
  cursor.reset();
  return had_rows;
}

bool is_ddl(std::string_view sql) {
  static constexpr std::array kWords{"CREATE", "DROP", "ALTER", "TRUNCATE", "REINDEX", "VACUUM", "CLUSTER", "REFRESH"};
  std::size_t at = 0;
  for (;;) {
    at = sql.find_first_not_of(" \t\r\n;(", at);
    if (at == std::string_view::npos) {
      return false;
    }
    if (sql.substr(at, 2) == "--") {
      at = std::min(sql.find('\n', at), sql.size());
    } else if (sql.substr(at, 2) == "/*") {
      const auto end = sql.find("*/", at + 2);
      at = end == std::string_view::npos ? sql.size() : end + 2;
    } else {
      break;
    }
  }
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](const char* word) { return text::starts_with_nocase(sql.substr(at), word); });
}

ops::OpSink& Module::Impl::need_sink(std::string_view call) const {
  if (!sink) {
    throw Error(ErrorCode::kScript, std::string(call) + ": there is no database at the top level of a script")
        .with_hint("call it in upgrade() or downgrade(); loading a script only defines them");
  }
  return *sink;
}

namespace {

bool ends_cursors(const ops::Op& op) {
  if (auto* execute = std::get_if<ops::Execute>(&op)) {
    return execute->sql.is("text") && is_ddl(execute->sql.name);
  }
  return !std::holds_alternative<ops::Savepoint>(op) && !std::holds_alternative<ops::Comment>(op) &&
         !std::holds_alternative<ops::StaticOutput>(op);
}

}  // namespace

void Module::Impl::accept(lua_State* L, ops::Op&& operation) {
  ops::OpSink& target = sink ? *sink : need_sink("op." + std::string(ops::name_of(operation)));
  if (!cursors.empty() && ends_cursors(operation)) {
    close_cursors();
  }
  ClockPause pause(state);
  target.accept(std::move(operation), user_line(L));
}

std::unique_ptr<Cursor> Module::Impl::execute(lua_State* L, const ops::Query& query, std::string_view call) {
  ops::OpSink& target = need_sink(call);
  if (!cursors.empty() && query.sql.is("text") && is_ddl(query.sql.name)) {
    close_cursors();
  }
  ClockPause pause(state);
  return target.execute(query, user_line(L));
}

std::shared_ptr<OpenCursor> Module::Impl::keep(std::unique_ptr<Cursor> cursor, std::string where) {
  auto open = std::make_shared<OpenCursor>();
  open->where = std::move(where);
  if (cursor) {
    open->columns = cursor->columns();
    open->rowcount = cursor->rowcount();
  }
  if (open->columns.empty()) {
    if (cursor) {
      cursor->close();
    }
    return open;
  }
  open->cursor = std::move(cursor);
  std::erase_if(cursors, [](const auto& other) {
    const auto held = other.lock();
    return !held || !held->cursor;
  });
  cursors.push_back(open);
  return open;
}

void Module::Impl::close_cursors() {
  std::vector<std::weak_ptr<OpenCursor>> open;
  open.swap(cursors);
  for (const auto& weak : open) {
    const auto held = weak.lock();
    if (!held || !held->close()) {
      continue;
    }
    held->cut_off = true;
    log::warn("runner.migration", (held->where.empty() ? "a result" : held->where + ": the result") +
                                      " was closed with rows left; read them with :fetchall() before DDL or the script's end");
  }
}

Module::Module(State& state) : impl_(std::make_unique<Impl>(state)) {
  lua_State* L = state.raw();
  set_impl(L, impl_.get());
  push_none(L);
  const Ref null = pop_ref(state, L);
  set_value_kinds(state, {null, kind_metatable(state, L, kind::kJsonArray), kind_metatable(state, L, kind::kJsonObject)});
  set_lazy_methods(L, kind::kTable, guard<load_methods<kStatementFile>>);
  set_lazy_methods(L, kind::kType, guard<load_methods<kSaFile>>);
  set_type_text(L);
  impl_->op = make_module(state, L, guard<op_member>);
  impl_->sa = make_module(state, L, guard<sa_member>);
  push_ref(L, builtin_host(state));
  add_natives(*impl_, L, lua_gettop(L));
  lua_pop(L, 1);
  state.provide("op", impl_->op);
  state.provide("sa", impl_->sa);
}

Module::~Module() {
  for (const auto& weak : impl_->cursors) {
    if (const auto held = weak.lock()) {
      held->close();
    }
  }
  set_impl(impl_->state.raw(), nullptr);
}

ops::OpSink* Module::set_sink(ops::OpSink* sink) {
  ops::OpSink* before = impl_->sink;
  if (before != sink) {
    impl_->close_cursors();
  }
  impl_->sink = sink;
  return before;
}

ops::OpSink* Module::sink() const {
  return impl_->sink;
}

void Module::set_context_fields(const Ref& fields) {
  impl_->context_fields = fields;
}

void Module::close_cursors() {
  impl_->close_cursors();
}

Ref Module::connection(ops::OpSink& sink, const std::vector<std::pair<std::string, Native>>& methods) {
  lua_State* L = impl_->state.raw();
  push_connection(L, &sink);
  Ref connection = pop_ref(impl_->state, L);
  for (const auto& [name, native] : methods) connection.set(name, impl_->state.function(name, native));
  return connection;
}

Ref Module::op() const {
  return impl_->op;
}

Ref Module::sa() const {
  return impl_->sa;
}

// ---- metadata ----

namespace {

// One MetaData or a list of them.
std::vector<Ref> metadata_list(const Ref& metadata) {
  if (metadata.kind() == kind::kMetaData) {
    return {metadata};
  }
  std::vector<Ref> list;
  for (int i = 1; i <= metadata.length(); ++i) {
    list.push_back(metadata.at(i));
  }
  return list;
}

schema::NamingConvention own_convention(const Ref& metadata) {
  schema::NamingConvention convention;
  for (const auto& [key, value] : metadata.get("naming_convention").pairs()) {
    if (auto text = value.string()) {
      convention.templates.emplace_back(key, *text);
    }
  }
  return convention;
}

Metadata read_metadata(State& state, const Ref& metadata) {
  if (metadata.kind() != kind::kMetaData) {
    throw Error(ErrorCode::kScript, "target_metadata must be sa.MetaData() or a list of them, not " +
                                        (metadata.is_nil() ? "nil" : "a " + metadata.kind()))
        .with_hint(
            metadata.is_table() && metadata.get("metadata").kind() == kind::kMetaData
                ? "it has one: write require(\"models\").metadata"
                : "a models file returns what its tables were declared in: local metadata = sa.MetaData() ... return metadata");
  }
  Metadata read;
  read.naming = own_convention(metadata);
  read.schema = metadata.get("schema").string();
  read.tables = tables_of(state, metadata);
  const Ref ordered = metadata.get("ordered");
  for (int i = 1; i <= ordered.length(); ++i) {
    read.where.push_back(ordered.at(i).get("declared_at").string().value_or(""));
  }
  return read;
}

}  // namespace

schema::NamingConvention naming_convention_of(const Ref& metadata) {
  for (const Ref& one : metadata_list(metadata)) {
    schema::NamingConvention convention = own_convention(one);
    if (!convention.empty()) {
      return convention;
    }
  }
  return {};
}

std::vector<schema::Table> tables_of(State& state, const Ref& metadata) {
  std::vector<schema::Table> tables;
  schema::Packer packer;
  lua_State* L = state.raw();
  for (const Ref& one : metadata_list(metadata)) {
    const Ref ordered = one.get("ordered");
    tables.reserve(tables.size() + static_cast<std::size_t>(ordered.length()));
    for (int i = 1; i <= ordered.length(); ++i) {
      push_ref(L, ordered.at(i));
      tables.push_back(decode_table(L, -1));
      packer.pack(tables.back());
      lua_pop(L, 1);
    }
  }
  return tables;
}

std::vector<Metadata> metadata_of(State& state, const Ref& metadata) {
  std::vector<Metadata> all;
  const auto list = metadata_list(metadata);
  if (list.empty()) {
    all.push_back(read_metadata(state, metadata));  // says what is wrong with it
  }
  for (const Ref& one : list) {
    all.push_back(read_metadata(state, one));
  }
  return all;
}

}  // namespace runner::host
