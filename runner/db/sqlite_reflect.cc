#include "db/sqlite_reflect.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "db/connection.h"
#include "db/sqlite_ddl.h"
#include "db/sqlite_tokens.h"

namespace runner::db {
namespace {

using schema::Table;

std::string quoted(const std::string& name) {
  return "\"" + text::replace_all(name, "\"", "\"\"") + "\"";
}

std::string text_of(const Value& value) {
  auto text = value.get_if<std::string>();
  return text ? *text : "";
}

// One row of sqlite_master.
struct Entry {
  std::string type, name, table, sql;
};

class SqliteInspector final : public schema::Inspector {
 public:
  explicit SqliteInspector(Connection& connection) : connection_(connection) {}

  std::vector<std::string> table_names(const Where& schema) override { return names(schema, "type = 'table'"); }
  std::vector<std::string> view_names(const Where& schema) override { return names(schema, "type = 'view'"); }

  std::vector<std::string> schema_names() override {
    std::vector<std::string> found;
    for (const auto& row : rows("PRAGMA database_list"))
      if (text_of(row[1]) != "temp") found.push_back(text_of(row[1]));
    return found;
  }

  std::vector<schema::EnumType> enums(const Where&) override { return {}; }

  bool has_table(const std::string& name, const Where& schema) override {
    return entry(name, schema, "type IN ('table', 'view')").has_value();
  }

  std::optional<Table> reflect(const std::string& name, const Where& schema) override {
    auto found = entry(name, schema, "type = 'table'");
    if (!found) return std::nullopt;
    const bool is_virtual = sqlite_tokens(found->sql)[1].is("VIRTUAL");
    Table table = is_virtual ? by_pragma(found->name, schema) : parse_create_table(found->sql);
    table.name = found->name;
    table.schema = schema;
    const auto everything = master(schema);
    for (const auto& other : everything)
      if (other.type == "index" && !other.sql.empty() && same(other.table, found->name)) add_index(table, other.sql);
    table.attached_sql = own_triggers(found->name, everything);
    return schema::normalized(std::move(table));
  }

 private:
  using Rows = std::vector<std::vector<Value>>;

  static bool same(const std::string& a, const std::string& b) { return text::lower(a) == text::lower(b); }

  Rows rows(const std::string& sql, const std::vector<Value>& params = {}) {
    Rows all;
    auto cursor = connection_.query(sql, params);
    for (std::vector<Value> row; cursor->next(row);) all.push_back(row);
    return all;
  }

  static std::string master_of(const Where& schema) { return (schema ? quoted(*schema) + "." : std::string()) + "sqlite_master"; }

  std::vector<std::string> names(const Where& schema, const std::string& condition) {
    std::vector<std::string> found;
    for (const auto& row : rows("SELECT name FROM " + master_of(schema) + " WHERE " + condition +
                                " AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name"))
      found.push_back(text_of(row[0]));
    return found;
  }

  static Entry entry_of(const std::vector<Value>& row) {
    return {text_of(row[0]), text_of(row[1]), text_of(row[2]), text_of(row[3])};
  }

  std::optional<Entry> entry(const std::string& name, const Where& schema, const std::string& condition) {
    const std::string select = " FROM " + master_of(schema) + " WHERE name = ? COLLATE NOCASE AND " + condition;
    auto found = rows("SELECT type, name, tbl_name, sql" + select, {name});
    if (!found.empty()) return entry_of(found[0]);
    if (schema) return std::nullopt;
    found =
        rows("SELECT type, name, tbl_name, sql FROM sqlite_temp_master WHERE name = ? COLLATE NOCASE AND " + condition, {name});
    return found.empty() ? std::nullopt : std::optional(entry_of(found[0]));
  }

  std::vector<Entry> master(const Where& schema) {
    std::vector<Entry> all;
    for (const auto& row : rows("SELECT type, name, tbl_name, sql FROM " + master_of(schema) + " ORDER BY rowid"))
      all.push_back(entry_of(row));
    return all;
  }

  // Spellings in an index may differ in case from the column's.
  static void add_index(Table& table, const std::string& sql) {
    auto index = parse_create_index(sql);
    for (auto& element : index.columns) {
      schema::Expr* node = &element;
      while (node->kind != "column" && !node->args.empty()) node = &node->args[0];
      if (node->kind != "column") continue;
      for (const auto& column : table.columns)
        if (same(column.name, node->name)) node->name = column.name;
    }
    table.indexes.push_back(std::move(index));
  }

  // The table's own triggers, in the order of their creation: they go with it when it is dropped. Views and other tables'
  // triggers that use it stay where they are (a rebuild renames under legacy_alter_table).
  static std::vector<std::string> own_triggers(const std::string& table, const std::vector<Entry>& everything) {
    std::vector<std::string> sql;
    for (const Entry& entry : everything)
      if (entry.type == "trigger" && same(entry.table, table)) sql.push_back(entry.sql);
    return sql;
  }

  // A virtual table: its text is its module's business, so only its columns are known.
  Table by_pragma(const std::string& name, const Where& schema) {
    Table table;
    for (const auto& row :
         rows("PRAGMA " + (schema ? quoted(*schema) + "." : std::string()) + "table_xinfo(" + quoted(name) + ")")) {
      if (row[6] == Value(1)) continue;  // hidden
      schema::Column column;
      column.name = text_of(row[1]);
      column.type = sqlite_type(text_of(row[2]));
      column.nullable = row[3] == Value(0);
      if (!row[4].is_null()) column.server_default = schema::Default{schema::Expr::text(text_of(row[4]))};
      table.columns.push_back(std::move(column));
    }
    return table;
  }

  Connection& connection_;
};

}  // namespace

std::unique_ptr<schema::Inspector> make_sqlite_inspector(Connection& connection) {
  return std::make_unique<SqliteInspector>(connection);
}

}  // namespace runner::db
