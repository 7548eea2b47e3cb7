#include "autogen/reference.h"

#include "autogen/database_tables.h"
#include "autogen/items.h"
#include "autogen/models_writer.h"
#include "schema/naming.h"
#include "sql/comparer.h"

namespace runner::autogen {

std::vector<schema::Table> reference_tables(db::Connection& connection, const sql::Dialect& dialect, bool all_schemas,
                                            const ops::VersionTable& version_table) {
  const auto inspector = connection.inspector();
  const auto comparer = sql::make_comparer(dialect);
  std::vector<std::string> schemas;
  if (all_schemas && comparer->has_schemas()) {
    schemas = inspector->schema_names();
    std::erase(schemas, "information_schema");
  }
  std::vector<schema::Table> tables = database_tables(*inspector, schemas, version_table);
  for (schema::Table& table : tables) {
    table = schema::normalized(declared(std::move(table), *comparer));
    table = folded(schema::named({}, std::move(table), dialect.max_identifier()));
  }
  return tables;
}

}  // namespace runner::autogen
