// Answers questions about what a database holds. Two implementations: reflection (db/*_reflect) and a replayed Schema.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "schema/schema.h"

namespace runner::schema {

class Inspector {
 public:
  virtual ~Inspector() = default;
  using Where = std::optional<std::string>;              // schema; nullopt = the default one
  virtual std::vector<std::string> table_names(const Where& schema) = 0;       // sorted
  virtual std::vector<std::string> view_names(const Where& schema) = 0;
  virtual std::vector<std::string> schema_names() = 0;
  virtual std::vector<EnumType> enums(const Where& schema) = 0;
  virtual bool has_table(const std::string& name, const Where& schema) = 0;
  // The table as a normalized value, names as the database has them (final); nullopt when there is none.
  virtual std::optional<Table> reflect(const std::string& name, const Where& schema) = 0;
  // All tables of a schema, sorted by name; where the database allows it with as few queries as one table takes.
  virtual std::vector<Table> tables(const Where& schema) {
    std::vector<Table> found;
    for (const auto& name : table_names(schema))
      if (auto table = reflect(name, schema)) found.push_back(std::move(*table));
    return found;
  }
};

}  // namespace runner::schema
