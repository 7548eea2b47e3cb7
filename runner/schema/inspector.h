// Answers questions about what a database holds. Two implementations: reflection (db/*_reflect) and a replayed Schema.
#pragma once

#include <optional>
#include <string>
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
};

}  // namespace runner::schema
