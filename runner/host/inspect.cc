#include "host/inspect.h"

#include <optional>

#include "host/arguments.h"
#include "host/inspect_entries.h"
#include "host/lua_writer.h"
#include "host/module_impl.h"
#include "host/objects.h"
#include "host/reader.h"
#include "schema/identity.h"

namespace runner::host {

namespace {

constexpr const char* kInspector = "Inspector";

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
  return inspected_table(L, question.call, question.table, question.schema);
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
  if (key && key->name.given()) {
    set_string(L, "name", key->name.text);
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
  for (schema::Column column : table.columns) {
    schema::forget_sequence(column);
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

}  // namespace

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

schema::Table inspected_table(lua_State* L, const std::string& call, const std::string& name,
                              const schema::Inspector::Where& schema) {
  ClockPause pause(state_of(L));
  if (auto table = inspector(L, call).reflect(name, schema)) {
    return std::move(*table);
  }
  throw Error(ErrorCode::kScript, call + ": there is no table \"" + name + "\"")
      .with_hint("ask insp:has_table(\"" + name + "\") first");
}

void add_inspect_natives(lua_State* L, int host) {
  static const luaL_Reg kFunctions[] = {{"inspector", guard<make_inspector>},
                                        {"has_table", guard<native_has_table>},
                                        {"reflect", guard<reflect>},
                                        {nullptr, nullptr}};
  set_functions(L, host, kFunctions);
}

}  // namespace runner::host
