#include "autogen/needs.h"

#include "autogen/items.h"
#include "base/text.h"
#include "schema/identity.h"
#include "schema/sql_text.h"

namespace runner::autogen {

namespace {

using schema::Column;
using schema::Expr;
using schema::Table;
using schema::TableKey;

TableKey key_of(const Table& table) {
  return schema::key_of(table.schema, table.name);
}

std::string sequence_of(const Table& table, const Column& column) {
  const Expr* shown = schema::option(column.options, schema::kSequenceOption);
  const auto* name = shown ? shown->value.get_if<std::string>() : nullptr;
  return name ? *name : table.name + "_" + column.name + "_seq";
}

// s."T" as it stands in SQL, with whatever follows it.
TableKey parse(std::string_view name) {
  const auto tokens = schema::significant(name);
  const auto is_name = [&](std::size_t i) {
    return i < tokens.size() && (tokens[i].kind == schema::Token::kWord || tokens[i].kind == schema::Token::kQuoted);
  };
  if (!is_name(0)) return {};
  if (tokens.size() > 2 && tokens[1].symbol('.') && is_name(2)) return {tokens[0].name(), tokens[2].name()};
  return {"", tokens[0].name()};
}

// The names of sequences in nextval('...').
void sequences_in(const Expr& expr, std::vector<std::string>& names) {
  if (expr.is("text")) {
    const auto tokens = schema::significant(expr.name);
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
      const std::string_view given = tokens[i + 2].text;
      if (!tokens[i].word("NEXTVAL") || !tokens[i + 1].symbol('(') || given.size() < 2 || given.front() != '\'') continue;
      names.push_back(text::replace_all(std::string(given.substr(1, given.size() - 2)), "''", "'"));
    }
  } else if (expr.is("func") && text::lower(expr.name) == "nextval" && expr.args.size() == 1) {
    if (const auto* name = expr.args[0].value.get_if<std::string>()) names.push_back(*name);
  }
  for (const Expr& part : expr.args) sequences_in(part, names);
}

// What a column names: its type, where that is of the user's own, and the sequences of its default.
std::vector<std::string> names_in(const Column& column) {
  std::vector<std::string> names;
  const schema::Type* type = column.type ? &*column.type : nullptr;
  while (type && type->item) type = &*type->item;
  if (type && type->is("custom") && type->sql) names.push_back(*type->sql);
  if (column.server_default) sequences_in(column.server_default->expr, names);
  return names;
}

}  // namespace

Needs::Needs(const std::vector<Table>& tables) {
  for (const Table& table : tables) {
    owners_.emplace(key_of(table), key_of(table));
    for (const Column& column : table.columns) {
      const bool counts =
          column.identity || column.autoincrement == schema::Autoincrement::kYes || schema::autoincrements(table, column);
      if (counts) owners_.emplace(schema::key_of(table.schema, sequence_of(table, column)), key_of(table));
    }
  }
}

// A name without a schema is one of the default schema, or of the table's own.
const TableKey* Needs::owner(const Table& table, std::string_view name) const {
  TableKey key = parse(name);
  auto found = owners_.find(key);
  if (found == owners_.end() && key.first.empty()) {
    key.first = table.schema.value_or("");
    found = owners_.find(key);
  }
  return found == owners_.end() ? nullptr : &found->second;
}

std::vector<TableKey> Needs::of(const Table& table) const {
  std::vector<TableKey> needed = inherited_tables(table);
  for (const Column& column : table.columns) {
    for (const std::string& name : names_in(column)) {
      const TableKey* other = owner(table, name);
      if (other && *other != key_of(table)) needed.push_back(*other);
    }
  }
  return needed;
}

}  // namespace runner::autogen
