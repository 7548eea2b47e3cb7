#include "schema/schema.h"

#include <algorithm>

#include "base/text.h"
#include "schema/sql_text.h"

namespace runner::schema {

TableKey key_of(const std::optional<std::string>& schema, const std::string& name) {
  return {schema.value_or(std::string()), name};
}

const Table* Schema::find(const std::optional<std::string>& schema, const std::string& name) const {
  auto found = tables.find(key_of(schema, name));
  return found == tables.end() ? nullptr : &found->second;
}

std::optional<std::string> Schema::taint_of(const std::optional<std::string>& schema, const std::string& name) const {
  auto found = tainted.find(key_of(schema, name));
  if (found != tainted.end()) {
    return found->second;
  }
  return known.count(key_of(schema, name)) ? std::nullopt : all_tainted;
}

void Schema::taint(const TableKey& key, const std::string& why) {
  tainted.emplace(key, why);
}

void Schema::taint_all(const std::string& why) {
  known.clear();
  all_tainted = all_tainted.value_or(why);
}

void Schema::settle(const TableKey& key) {
  tainted.erase(key);
  if (all_tainted) {
    known.insert(key);
  }
}

namespace {

using Names = std::set<std::string>;  // without case

void collect_names(std::string_view sql, Names& names) {
  for (const Token& token : significant(sql)) {
    if (token.kind == Token::kWord || token.kind == Token::kQuoted) {
      names.insert(text::lower(token.name()));
    }
  }
}

void collect_names(const Expr& expr, Names& names) {
  if (expr.is("text") || expr.is("literal_column")) {
    collect_names(expr.name, names);
  } else {
    names.insert({text::lower(expr.name), text::lower(expr.table)});
  }
  for (const Expr& argument : expr.args) {
    collect_names(argument, names);
  }
  for (const auto& clause : expr.named) {
    collect_names(clause.second, names);
  }
}

bool any_of(const std::vector<std::string>& wanted, const Names& names) {
  return std::any_of(wanted.begin(), wanted.end(), [&](const auto& name) { return names.count(text::lower(name)) != 0; });
}

bool refers_to(const Table& other, const TableKey& key, const std::vector<std::string>& columns) {
  return std::any_of(other.constraints.begin(), other.constraints.end(), [&](const Constraint& constraint) {
    const auto* foreign = std::get_if<ForeignKeyConstraint>(&constraint);
    return foreign && key_of(foreign->schema, foreign->table) == key &&
           any_of(columns, Names(foreign->referred.begin(), foreign->referred.end()));
  });
}

}  // namespace

bool mentioned_elsewhere(const Schema& schema, const std::optional<std::string>& table_schema, const std::string& table,
                         const std::vector<std::string>& columns) {
  const TableKey key = key_of(table_schema, table);
  const auto says = [&](const Names& names, bool about_it) {
    return (about_it || names.count(text::lower(table))) && any_of(columns, names);
  };
  for (const auto& [other, definition] : schema.tables) {
    if (other != key && refers_to(definition, key, columns)) {
      return true;
    }
    for (const std::string& trigger : definition.attached_sql) {
      Names names;
      collect_names(trigger, names);
      if (says(names, other == key)) {
        return true;
      }
    }
  }
  return std::any_of(schema.views.begin(), schema.views.end(), [&](const auto& view) {
    Names names;
    collect_names(view.second, names);
    return says(names, false);
  });
}

}  // namespace runner::schema
