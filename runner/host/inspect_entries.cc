#include "host/inspect_entries.h"

#include "host/items.h"
#include "host/lua_writer.h"
#include "host/module_impl.h"
#include "host/objects.h"
#include "host/values.h"

namespace runner::host {

void set_string(lua_State* L, const char* name, const std::string& text) {
  lua_pushlstring(L, text.data(), text.size());
  set_field(L, -2, name);
}

void set_optional(lua_State* L, const char* name, const std::optional<std::string>& text) {
  if (text) {
    set_string(L, name, *text);
  }
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

namespace {

void set_boolean(lua_State* L, const char* name, bool value) {
  lua_pushboolean(L, value);
  set_field(L, -2, name);
}

std::optional<std::string> given(const schema::Name& name) {
  return name.given() ? std::optional<std::string>(name.text) : std::nullopt;
}

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
    push_value(L, Value(*member));
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

bool plain(const schema::Expr& column) {
  return column.is("column");
}

}  // namespace

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

}  // namespace runner::host
