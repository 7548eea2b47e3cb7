// All tables (and named types, views) of a database as one value, plus what is *not* known of it: a raw SQL statement
// taints what it may have touched, and a tainted table must not be guessed at.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "schema/table.h"

namespace runner::schema {

using TableKey = std::pair<std::string, std::string>;  // schema ("" = default), name
TableKey key_of(const std::optional<std::string>& schema, const std::string& name);

struct EnumType {
  std::string name;
  std::optional<std::string> schema;
  std::vector<std::string> values;
  bool operator==(const EnumType&) const = default;
};

struct View {
  std::string name;
  std::optional<std::string> schema;
  std::string definition;  // the SELECT
  bool materialized = false;
  bool operator==(const View&) const = default;
};

struct Sequence {
  std::string name;
  std::optional<std::string> schema;
  Identity options;          // only what differs from the default
  std::optional<Type> type;  // absent: BIGINT
  bool operator==(const Sequence&) const = default;
};

struct Schema {
  std::map<TableKey, Table> tables;
  std::map<TableKey, EnumType> enums;
  std::set<TableKey> domains;               // PostgreSQL's, that columns asked for
  std::map<TableKey, Expr> views;           // name -> definition, as far as it is known
  std::map<TableKey, std::string> tainted;  // table -> why ("op.execute in revision ab12, versions/x.lua:7")
  std::optional<std::string> all_tainted;   // everything may have changed, and why
  std::set<TableKey> known;                 // created or dropped since then: not tainted by it
  bool operator==(const Schema&) const = default;

  const Table* find(const std::optional<std::string>& schema, const std::string& name) const;
  // Why this table is not known for sure; nullopt when it is.
  std::optional<std::string> taint_of(const std::optional<std::string>& schema, const std::string& name) const;
  void taint(const TableKey& key, const std::string& why);
  void taint_all(const std::string& why);
  // The table is known for sure from here on (made anew, or gone).
  void settle(const TableKey& key);
};

// Does a view of `schema`, a trigger or another table's key say one of these columns of the table?
bool mentioned_elsewhere(const Schema& schema, const std::optional<std::string>& table_schema, const std::string& table,
                         const std::vector<std::string>& columns);

}  // namespace runner::schema
