#include "host/inspect.h"

#include <optional>

#include "host/arguments.h"
#include "host/lua_writer.h"
#include "host/module_impl.h"
#include "host/objects.h"
#include "host/reader.h"

namespace runner::host {

namespace {

constexpr const char* kInspector = "Inspector";

// ---- building Lua tables ----

void set_string(lua_State* L, const char* name, const std::string& text) {
  lua_pushlstring(L, text.data(), text.size());
  set_field(L, -2, name);
}

void set_optional(lua_State* L, const char* name, const std::optional<std::string>& text) {
  if (text) {
    set_string(L, name, *text);
  }
}

void set_boolean(lua_State* L, const char* name, bool value) {
  lua_pushboolean(L, value);
  set_field(L, -2, name);
}

void push_strings(lua_State* L, const std::vector<std::string>& list) {
  lua_createtable(L, static_cast<int>(list.size()), 0);
  for (std::size_t i = 0; i < list.size(); ++i) {
    lua_pushlstring(L, list[i].data(), list[i].size());
    lua_rawseti(L, -2, static_cast<int>(i) + 1);
  }
}

void set_strings(lua_State* L, const char* name, const std::vector<std::string>& list) {
  push_strings(L, list);
  set_field(L, -2, name);
}

std::optional<std::string> given(const schema::Name& name) {
  return name.given() ? std::optional<std::string>(name.text) : std::nullopt;
}

// SQL text of a reflected default or condition.
std::string sql_text(const schema::Expr& expr) {
  if (!expr.is("literal")) {
    return expr.name;
  }
  if (auto text = expr.value.get_if<std::string>()) {
    std::string quoted = "'";
    for (char c : *text) {
      quoted += c;
      if (c == '\'') {
        quoted += c;
      }
    }
    return quoted + "'";
  }
  return to_json(expr.value);
}

// ---- entries ----

void push_computed(lua_State* L, const schema::Computed& computed) {
  lua_newtable(L);
  set_string(L, "sqltext", sql_text(computed.sqltext));
  if (computed.persisted) {
    set_boolean(L, "persisted", *computed.persisted);
  }
}

struct IdentityFields {
  lua_State* L;

  template <class T>
  void option(const char* name, const std::optional<T>& member) {
    if (!member) {
      return;
    }
    if constexpr (std::is_same_v<T, bool>) {
      lua_pushboolean(L, *member);
    } else {
      lua_pushnumber(L, static_cast<double>(*member));
    }
    set_field(L, -2, name);
  }
  template <class T>
  void optional(const char* name, const std::optional<T>& member) {
    option(name, member);
  }
};

void push_identity(lua_State* L, const schema::Identity& identity) {
  lua_newtable(L);
  IdentityFields fields{L};
  item_fields(identity, fields);
}

void push_column(lua_State* L, const schema::Column& column) {
  lua_newtable(L);
  set_string(L, "name", column.name);
  if (column.type) {
    push_type(L, *column.type);
    set_field(L, -2, "type");
  }
  set_boolean(L, "nullable", column.is_nullable());
  set_boolean(L, "primary_key", column.primary_key);
  if (column.server_default) {
    set_string(L, "default", sql_text(column.server_default->expr));
  }
  set_boolean(L, "autoincrement", column.autoincrement == schema::Autoincrement::kYes || column.identity.has_value());
  set_optional(L, "comment", column.comment);
  if (column.computed) {
    push_computed(L, *column.computed);
    set_field(L, -2, "computed");
  }
  if (column.identity) {
    push_identity(L, *column.identity);
    set_field(L, -2, "identity");
  }
}

// A plain column has a name; sa.NULL stands for an expression.
bool plain(const schema::Expr& column) {
  return column.is("column");
}

void push_index(lua_State* L, const schema::Index& index) {
  lua_newtable(L);
  set_optional(L, "name", given(index.name));
  set_boolean(L, "unique", index.unique);
  bool expressions = false;
  lua_newtable(L);
  for (std::size_t i = 0; i < index.columns.size(); ++i) {
    const auto& column = index.columns[i];
    expressions = expressions || !plain(column);
    if (plain(column)) {
      lua_pushlstring(L, column.name.data(), column.name.size());
    } else {
      push_none(L);
    }
    lua_rawseti(L, -2, static_cast<int>(i) + 1);
  }
  set_field(L, -2, "column_names");
  if (expressions) {
    std::vector<std::string> texts;
    for (const auto& column : index.columns) {
      texts.push_back(sql_text(column));
    }
    set_strings(L, "expressions", texts);
  }
  lua_newtable(L);
  for (const auto& [name, value] : index.options) {
    if (value.is("tuple")) {
      std::vector<std::string> items;
      for (const auto& item : value.args) {
        const auto* text = item.value.get_if<std::string>();
        items.push_back(text ? *text : item.name);
      }
      set_strings(L, name.c_str(), items);
    } else if (value.is("literal") && value.value.get_if<bool>()) {
      set_boolean(L, name.c_str(), *value.value.get_if<bool>());
    } else {
      const auto* text = value.value.get_if<std::string>();
      set_string(L, name.c_str(), text ? *text : sql_text(value));
    }
  }
  set_field(L, -2, "dialect_options");
}

void push_unique(lua_State* L, const schema::UniqueConstraint& unique) {
  lua_newtable(L);
  set_optional(L, "name", given(unique.name));
  set_strings(L, "column_names", unique.columns);
}

void push_check(lua_State* L, const schema::CheckConstraint& check) {
  lua_newtable(L);
  set_optional(L, "name", given(check.name));
  set_string(L, "sqltext", sql_text(check.condition));
}

void push_foreign_key(lua_State* L, const schema::ForeignKeyConstraint& key) {
  lua_newtable(L);
  set_optional(L, "name", given(key.name));
  set_strings(L, "constrained_columns", key.columns);
  set_optional(L, "referred_schema", key.schema);
  set_string(L, "referred_table", key.table);
  set_strings(L, "referred_columns", key.referred);
  lua_newtable(L);
  const auto& options = key.reference;
  set_optional(L, "ondelete", options.ondelete);
  set_optional(L, "onupdate", options.onupdate);
  set_optional(L, "initially", options.initially);
  set_optional(L, "match", options.match);
  if (options.deferrable) {
    set_boolean(L, "deferrable", *options.deferrable);
  }
  set_field(L, -2, "options");
}

// ---- questions ----

struct Question {
  std::string call;
  std::string table;
  schema::Inspector::Where schema;
  std::string index;
};

Question question_at(lua_State* L, const char* method) {
  Question question;
  question.call = std::string("inspector:") + method;
  if (!is_kind(L, 1, kInspector)) {
    throw Error(ErrorCode::kScript, question.call + ": called without its inspector")
        .with_hint("write a colon: insp:" + std::string(method) + "(...)");
  }
  bind_arguments(L, *signature(std::string("inspector.") + method), 2);
  Reader reader(L, lua_gettop(L), question.call);
  const Signature& known = *signature(std::string("inspector.") + method);
  for (const Parameter& one : known.positions) {
    if (one.name == "table_name") {
      reader.positional("table_name", question.table);
    } else if (one.name == "schema") {
      reader.optional("schema", question.schema);
    } else {
      reader.positional("index_name", question.index);
    }
  }
  return question;
}

schema::Inspector& inspector(lua_State* L, const std::string& call) {
  return impl_of(L).need_sink(call).inspector(user_line(L));
}

schema::Table table_of(lua_State* L, const Question& question) {
  ClockPause pause(state_of(L));
  if (auto table = inspector(L, question.call).reflect(question.table, question.schema)) {
    return std::move(*table);
  }
  throw Error(ErrorCode::kScript, question.call + ": there is no table \"" + question.table + "\"")
      .with_hint("ask insp:has_table(\"" + question.table + "\") first");
}

template <class Items, class Push>
int push_list(lua_State* L, const Items& items, Push push) {
  lua_newtable(L);
  int count = 0;
  for (const auto& item : items) {
    push(L, item);
    lua_rawseti(L, -2, ++count);
  }
  return 1;
}

template <class T>
std::vector<T> constraints_of(const schema::Table& table) {
  std::vector<T> found;
  for (const auto& constraint : table.constraints) {
    if (auto one = std::get_if<T>(&constraint)) {
      found.push_back(*one);
    }
  }
  return found;
}

int get_columns(lua_State* L) {
  return push_list(L, table_of(L, question_at(L, "get_columns")).columns, push_column);
}

int get_indexes(lua_State* L) {
  return push_list(L, table_of(L, question_at(L, "get_indexes")).indexes, push_index);
}

int get_foreign_keys(lua_State* L) {
  return push_list(L, constraints_of<schema::ForeignKeyConstraint>(table_of(L, question_at(L, "get_foreign_keys"))),
                   push_foreign_key);
}

int get_unique_constraints(lua_State* L) {
  return push_list(L, constraints_of<schema::UniqueConstraint>(table_of(L, question_at(L, "get_unique_constraints"))),
                   push_unique);
}

int get_check_constraints(lua_State* L) {
  return push_list(L, constraints_of<schema::CheckConstraint>(table_of(L, question_at(L, "get_check_constraints"))), push_check);
}

int get_pk_constraint(lua_State* L) {
  const schema::Table table = table_of(L, question_at(L, "get_pk_constraint"));
  lua_newtable(L);
  const auto* key = table.primary_key();
  set_strings(L, "constrained_columns", key ? key->columns : std::vector<std::string>());
  if (key) {
    set_optional(L, "name", given(key->name));
  }
  return 1;
}

int get_table_comment(lua_State* L) {
  const schema::Table table = table_of(L, question_at(L, "get_table_comment"));
  lua_newtable(L);
  set_optional(L, "text", table.comment);
  return 1;
}

int has_index(lua_State* L) {
  const Question question = question_at(L, "has_index");
  const schema::Table table = table_of(L, question);
  bool found = false;
  for (const auto& index : table.indexes) {
    found = found || index.name.text == question.index;
  }
  lua_pushboolean(L, found);
  return 1;
}

bool has_table(lua_State* L, const Question& question) {
  ClockPause pause(state_of(L));
  return inspector(L, question.call).has_table(question.table, question.schema);
}

int has_table_method(lua_State* L) {
  lua_pushboolean(L, has_table(L, question_at(L, "has_table")));
  return 1;
}

int get_table_names(lua_State* L) {
  const Question question = question_at(L, "get_table_names");
  ClockPause pause(state_of(L));
  push_strings(L, inspector(L, question.call).table_names(question.schema));
  return 1;
}

int get_view_names(lua_State* L) {
  const Question question = question_at(L, "get_view_names");
  ClockPause pause(state_of(L));
  push_strings(L, inspector(L, question.call).view_names(question.schema));
  return 1;
}

int get_schema_names(lua_State* L) {
  const Question question = question_at(L, "get_schema_names");
  ClockPause pause(state_of(L));
  push_strings(L, inspector(L, question.call).schema_names());
  return 1;
}

int get_enums(lua_State* L) {
  const Question question = question_at(L, "get_enums");
  ClockPause pause(state_of(L));
  return push_list(L, inspector(L, question.call).enums(question.schema), [](lua_State* at, const schema::EnumType& type) {
    lua_newtable(at);
    set_string(at, "name", type.name);
    set_optional(at, "schema", type.schema);
    set_strings(at, "labels", type.values);
  });
}

// ---- objects and natives ----

// insp.<method>; upvalue 1 holds them.
int inspector_member(lua_State* L) {
  push_method(L, "an inspector", lua_type(L, 2) == LUA_TSTRING ? string_at(L, 2) : "", lua_upvalueindex(1));
  return 1;
}

void push_inspector(lua_State* L) {
  static const luaL_Reg kMethods[] = {{"get_table_names", guard<get_table_names>},
                                      {"get_view_names", guard<get_view_names>},
                                      {"get_schema_names", guard<get_schema_names>},
                                      {"get_enums", guard<get_enums>},
                                      {"has_table", guard<has_table_method>},
                                      {"has_index", guard<has_index>},
                                      {"get_columns", guard<get_columns>},
                                      {"get_indexes", guard<get_indexes>},
                                      {"get_foreign_keys", guard<get_foreign_keys>},
                                      {"get_unique_constraints", guard<get_unique_constraints>},
                                      {"get_check_constraints", guard<get_check_constraints>},
                                      {"get_pk_constraint", guard<get_pk_constraint>},
                                      {"get_table_comment", guard<get_table_comment>},
                                      {nullptr, nullptr}};
  lua_newtable(L);
  push_metatable(L, kInspector);
  push_field(L, -1, "__index");
  const bool filled = !lua_isnil(L, -1);
  lua_pop(L, 1);
  if (!filled) {
    lua_newtable(L);
    set_functions(L, lua_gettop(L), kMethods);
    lua_pushcclosure(L, guard<inspector_member>, 1);
    set_field(L, -2, "__index");
  }
  lua_setmetatable(L, -2);
}

// host.inspector(connection)
int make_inspector(lua_State* L) {
  if (!is_kind(L, 1, "Connection")) {
    throw Error(ErrorCode::kScript, "sa.inspect: a connection was expected, not " + describe(L, 1))
        .with_hint("write sa.inspect(op.get_bind())");
  }
  impl_of(L).need_sink("sa.inspect");
  push_inspector(L);
  return 1;
}

Question named(lua_State* L, const char* call) {
  Question question;
  question.call = call;
  question.table = string_at(L, 1);
  if (lua_type(L, 2) == LUA_TSTRING) {
    question.schema = std::string(string_at(L, 2));
  }
  return question;
}

// host.has_table(name, schema)
int native_has_table(lua_State* L) {
  lua_pushboolean(L, has_table(L, named(L, ":create")));
  return 1;
}

std::string source_of(const schema::Constraint& constraint) {
  return std::visit([](const auto& one) { return write(one); }, constraint);
}

// host.reflect(name, schema): the table's items, as sa objects.
int reflect(lua_State* L) {
  const schema::Table table = table_of(L, named(L, "sa.Table"));
  lua_newtable(L);
  int count = 0;
  auto add = [&](const std::string& source) {
    push_source(L, source);
    lua_rawseti(L, -2, ++count);
  };
  for (const auto& column : table.columns) {
    add(write(column));
  }
  for (const auto& constraint : table.constraints) {
    add(source_of(constraint));
  }
  for (const auto& index : table.indexes) {
    add(write(index));
  }
  return 1;
}

// ---- listeners of a batch ----

// The functions of reflect_kwargs = { listeners = { { "column_reflect", fn } } }; their list is left on the stack.
int listeners_of(lua_State* L, int bound) {
  const Argument argument{"op.batch_alter_table", "reflect_kwargs"};
  push_field(L, bound, "reflect_kwargs");
  if (lua_isnil(L, -1) || is_none(L, -1)) {
    return 0;
  }
  if (!is_plain_table(L, -1)) {
    mistyped(L, -1, argument, "a table");
  }
  for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING || string_at(L, -2) != "listeners") {
      unknown_name(argument.call, "option in \"reflect_kwargs\"", lua_type(L, -2) == LUA_TSTRING ? string_at(L, -2) : "?",
                   {"listeners"});
    }
  }
  push_field(L, -1, "listeners");
  if (!is_plain_table(L, -1)) {
    return 0;
  }
  const int list = lua_gettop(L);
  lua_newtable(L);
  const int functions = lua_gettop(L);
  read_list(L, list, argument, [&](int item, const Argument& which) {
    if (!is_plain_table(L, item)) {
      mistyped(L, item, which, "{ \"column_reflect\", function }");
    }
    lua_rawgeti(L, item, 1);
    lua_rawgeti(L, item, 2);
    if (lua_type(L, -2) != LUA_TSTRING || string_at(L, -2) != "column_reflect" || !lua_isfunction(L, -1)) {
      mistyped(L, item, which, "{ \"column_reflect\", function }");
    }
    lua_rawseti(L, functions, static_cast<int>(lua_objlen(L, functions)) + 1);
    lua_pop(L, 1);
  });
  return functions;
}

// What a listener left in column_info, where it differs from what was there.
bool take_changes(lua_State* L, int info, schema::Column& column) {
  const schema::Column before = column;
  const std::string call = "column_info";
  push_field(L, info, "type");
  if (!lua_isnil(L, -1)) {
    schema::Type type;
    read(L, lua_gettop(L), {call, "type"}, type);
    column.type = std::move(type);
  }
  lua_pop(L, 1);
  push_field(L, info, "nullable");
  if (lua_isboolean(L, -1) && (lua_toboolean(L, -1) != 0) != column.is_nullable()) {
    column.nullable = lua_toboolean(L, -1) != 0;
  }
  lua_pop(L, 1);
  push_field(L, info, "default");
  if (lua_isnil(L, -1) || is_none(L, -1)) {
    column.server_default.reset();
  } else if (lua_type(L, -1) == LUA_TSTRING) {
    if (!column.server_default || sql_text(column.server_default->expr) != string_at(L, -1)) {
      column.server_default = schema::Default{schema::Expr::text(std::string(string_at(L, -1)))};
    }
  } else {
    column.server_default = schema::Default{decode_expr(L, lua_gettop(L))};
  }
  lua_pop(L, 1);
  return !(column == before);
}

bool overridden(const ops::BatchAlterTable& batch, const std::string& name) {
  for (const auto& column : batch.reflect_columns) {
    if (column.name == name) {
      return true;
    }
  }
  return false;
}

}  // namespace

void run_column_listeners(lua_State* L, int bound, ops::BatchAlterTable& batch) {
  const int top = lua_gettop(L);
  const int functions = listeners_of(L, bound);
  if (functions == 0) {
    lua_settop(L, top);
    return;
  }
  const Question question{"op.batch_alter_table", batch.table_name, batch.schema, ""};
  const schema::Table table = table_of(L, question);
  const int count = static_cast<int>(lua_objlen(L, functions));
  for (schema::Column column : table.columns) {
    push_column(L, column);
    const int info = lua_gettop(L);
    for (int i = 1; i <= count; ++i) {
      lua_rawgeti(L, functions, i);
      push_inspector(L);
      lua_newtable(L);
      set_string(L, "name", table.name);
      set_optional(L, "schema", table.schema);
      lua_pushvalue(L, info);
      lua_call(L, 3, 0);
    }
    if (take_changes(L, info, column) && !overridden(batch, column.name)) {
      batch.reflect_columns.push_back(std::move(column));
    }
    lua_settop(L, info - 1);
  }
  lua_settop(L, top);
}

void add_inspect_natives(lua_State* L, int host) {
  static const luaL_Reg kFunctions[] = {{"inspector", guard<make_inspector>},
                                        {"has_table", guard<native_has_table>},
                                        {"reflect", guard<reflect>},
                                        {nullptr, nullptr}};
  set_functions(L, host, kFunctions);
}

}  // namespace runner::host
