// Answers questions about what a database holds. Two implementations: reflection (db/*_reflect) and a replayed Schema.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "schema/schema.h"

namespace runner::schema {

struct Damage {
  std::map<std::string, std::int64_t> rows;    // "child -> parent": rows whose foreign key leads nowhere
  std::map<std::string, std::string> objects;  // "view v", "trigger t": the database's word on it
};

class Inspector {
 public:
  virtual ~Inspector() = default;
  using Where = std::optional<std::string>;                               // schema; nullopt = the default one
  virtual std::vector<std::string> table_names(const Where& schema) = 0;  // sorted; partitions too
  virtual std::vector<std::string> view_names(const Where& schema) = 0;
  virtual std::vector<std::string> schema_names() = 0;
  // The name of the default one: a table found there by its name is the table that is found without.
  virtual std::string default_schema() { return ""; }
  // Where this session's temporary tables are; "" when that is no schema, or there are none.
  virtual std::string temporary_schema() { return ""; }
  virtual std::vector<EnumType> enums(const Where& schema) = 0;
  virtual bool has_table(const std::string& name, const Where& schema) = 0;
  // The table as a normalized value, names as the database has them (final); nullopt when there is none.
  virtual std::optional<Table> reflect(const std::string& name, const Where& schema) = 0;
  // The tables of a schema that its owner made, sorted by name: not partitions (they come and go with their parent), not
  // what an extension or a virtual table keeps for itself. Where the database allows it, a constant number of queries.
  virtual std::vector<Table> tables(const Where& schema) {
    std::vector<Table> found;
    for (const auto& name : table_names(schema))
      if (auto table = reflect(name, schema)) found.push_back(std::move(*table));
    return found;
  }

  // Does something besides the table's own definition (a view, a trigger, another table's key) say one of these columns?
  // Where the database keeps such texts; an answer of true may be wrong, false never is.
  virtual bool mentioned_elsewhere(const std::string& /*table*/, const Where&, const std::vector<std::string>& /*columns*/) {
    return false;
  }
  // Where a database lets them break unseen: keys, views and triggers that do not hold at present.
  virtual Damage damage() { return {}; }

  // What a schema holds besides tables, sorted by name, without what an extension brought.
  virtual std::vector<View> views(const Where&) { return {}; }
  virtual std::vector<Sequence> sequences(const Where&) { return {}; }  // that belong to no column
  virtual std::vector<Type> domains(const Where&) { return {}; }        // named types over another one
};

}  // namespace runner::schema
