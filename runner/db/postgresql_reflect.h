// What a PostgreSQL database holds, read from its catalogue. A set of tables takes the same few queries as one.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "schema/inspector.h"

namespace runner::db {

using CatalogueRow = std::vector<std::optional<std::string>>;
using CatalogueQuery = std::function<std::vector<CatalogueRow>(const std::string& sql)>;

// `server_version` as libpq numbers it (150018).
std::unique_ptr<schema::Inspector> make_postgresql_inspector(CatalogueQuery query, int server_version);

// One column's type as the catalogue has it.
struct CatalogueType {
  std::string name, schema, text;  // typname, its schema, format_type()
  bool visible = true, is_enum = false, is_domain = false;
  int modifier = -1;
  std::vector<std::string> labels;  // of an enum
};
// The SQLAlchemy type that renders the same DDL, else `custom` with the server's text.
schema::Type postgresql_type(const CatalogueType& type);

}  // namespace runner::db
