#include "engine/version_table.h"

#include "base/error.h"

namespace runner::engine {

bool has_version_table(db::Connection& connection, const ops::VersionTable& table) {
  return connection.inspector()->has_table(table.table, table.schema);
}

std::optional<std::vector<std::string>> read_version_rows(db::Connection& connection, const sql::Dialect& dialect,
                                                          const ops::VersionTable& table) {
  const std::string name = dialect.qualified(table.schema, table.table);
  // Inside a transaction, which a refused statement would spoil, the catalogue is asked first.
  if (connection.in_transaction() && !has_version_table(connection, table)) return std::nullopt;
  std::unique_ptr<Cursor> cursor;
  try {
    cursor = connection.query("SELECT version_num FROM " + name);
  } catch (const Error& e) {
    // One round trip where the table is there, which is nearly always; only a refusal asks the catalogue why.
    if (e.code != ErrorCode::kSql || connection.in_transaction()) throw;
    if (!has_version_table(connection, table)) return std::nullopt;
    if (!e.hint.empty()) throw;
    throw Error(e).with_hint(name +
                             " must be Alembic's table of versions, with the column version_num VARCHAR(32), and readable");
  }
  std::vector<std::string> rows;
  std::vector<Value> cells;
  while (cursor->next(cells)) {
    if (cells.at(0).is_null()) continue;
    const std::string* id = cells[0].get_if<std::string>();
    // A table made by hand may have an INTEGER column: SQLite then gives a number for a digits-only id.
    if (!id && cells[0].get_if<std::int64_t>()) {
      rows.push_back(std::to_string(*cells[0].get_if<std::int64_t>()));
      continue;
    }
    if (!id) {
      throw Error(ErrorCode::kState, "a row of " + name + " is not text").with_hint("version_num must be a VARCHAR(32) column");
    }
    rows.push_back(*id);
  }
  return rows;
}

}  // namespace runner::engine
