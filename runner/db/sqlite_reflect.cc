#include "db/sqlite_reflect.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "db/connection.h"
#include "db/sqlite_damage.h"
#include "db/sqlite_ddl.h"
#include "db/sqlite_tokens.h"
#include "schema/packer.h"

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

// SQLite compares names without case.
std::string folded(const std::string& name) {
  return text::lower(name);
}

// What a virtual table's module keeps in tables of its own, named after it.
std::vector<std::string> shadow_names(const Entry& entry) {
  static const std::map<std::string, std::vector<std::string>> suffixes = {
      {"fts3", {"content", "segdir", "segments", "stat", "docsize"}},
      {"fts4", {"content", "segdir", "segments", "stat", "docsize"}},
      {"fts5", {"data", "idx", "content", "docsize", "config"}},
      {"rtree", {"node", "rowid", "parent"}},
      {"rtree_i32", {"node", "rowid", "parent"}},
      {"geopoly", {"node", "rowid", "parent"}}};
  std::vector<std::string> names;
  const auto tokens = sqlite_tokens(entry.sql);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (!tokens[i].is("USING")) continue;
    auto known = suffixes.find(folded(tokens[i + 1].text));
    if (known == suffixes.end()) break;
    for (const auto& suffix : known->second) names.push_back(folded(entry.name + "_" + suffix));
    break;
  }
  return names;
}

bool is_virtual(const Entry& table) {
  const std::string_view sql(table.sql);
  return text::starts_with_nocase(sql, "CREATE VIRTUAL");  // SQLite writes these words itself
}

// What sqlite_master holds, by the table that it belongs to.
class Contents {
 public:
  void add(Entry entry) {
    if (entry.type == "table" || entry.type == "view") {
      if (is_virtual(entry))
        for (auto& name : shadow_names(entry)) shadows_.insert(std::move(name));
      entries_.push_back(std::move(entry));
    } else if (!entry.sql.empty()) {  // the index of a constraint has no text
      attached_[folded(entry.table)].push_back(std::move(entry));
    }
  }

  const std::vector<Entry>& entries() const { return entries_; }
  const std::vector<Entry>& attached_to(const std::string& table) const {
    static const std::vector<Entry> kNone;
    auto found = attached_.find(folded(table));
    return found == attached_.end() ? kNone : found->second;
  }
  bool internal(const Entry& table) const {
    return text::starts_with_nocase(table.name, "sqlite_") || shadows_.count(folded(table.name)) > 0;
  }

 private:
  std::vector<Entry> entries_;
  std::map<std::string, std::vector<Entry>> attached_;  // indexes and triggers, in the order of their creation
  std::set<std::string> shadows_;
};

// Names of columns are the same whatever their case; the table's own spelling counts.
void spell_column(std::string& name, const Table& table) {
  if (table.find(name)) return;
  for (const auto& column : table.columns)
    if (folded(column.name) == folded(name)) name = column.name;
}

void add_index(Table& table, const std::string& sql) {
  auto index = parse_create_index(sql);
  for (auto& element : index.columns) {
    schema::Expr* node = &element;
    while (node->kind != "column" && !node->args.empty()) node = &node->args[0];
    if (node->kind == "column") spell_column(node->name, table);
  }
  table.indexes.push_back(std::move(index));
}

// The table's own triggers go with it when it is dropped. Views and other tables' triggers that use it stay where they are
// (a rebuild renames under legacy_alter_table).
void attach(Table& table, const std::vector<Entry>& attached) {
  for (const Entry& entry : attached) {
    if (entry.type == "index") add_index(table, entry.sql);
    if (entry.type == "trigger") table.attached_sql.push_back(entry.sql);
  }
}

// CREATE VIEW v (a, b) AS SELECT ...: the SELECT, its columns named by it.
std::string view_definition(const std::string& sql) {
  const auto tokens = sqlite_tokens(sql);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (!tokens[i].is("AS")) continue;
    std::string select(text::trim(std::string_view(sql).substr(tokens[i].end)));
    if (!tokens[i - 1].symbol(')')) return select;
    std::size_t open = i - 1;
    while (!tokens[open].symbol('(')) --open;
    const std::string columns = sql.substr(tokens[open].begin, tokens[i - 1].end - tokens[open].begin);
    return "WITH named " + columns + " AS (" + select + ") SELECT * FROM named";
  }
  return sql;
}

// A key may spell its target in any case, and leave out the columns that it refers to: those of the primary key.
void spell_target(schema::ForeignKeyConstraint& key, const Table& target) {
  key.table = target.name;
  if (key.referred.empty() && target.primary_key()) key.referred = target.primary_key()->columns;
  for (auto& name : key.referred) spell_column(name, target);
}

template <class Find>
void spell_targets(Table& table, const Find& find) {
  for (auto& constraint : table.constraints)
    if (auto* key = std::get_if<schema::ForeignKeyConstraint>(&constraint))
      if (const Table* target = find(key->table)) spell_target(*key, *target);
}

bool names_any(const std::string& sql, const std::vector<std::string>& names) {
  const auto tokens = sqlite_tokens(sql);
  return std::any_of(tokens.begin(), tokens.end(), [&](const auto& token) {
    return std::any_of(names.begin(), names.end(), [&](const auto& name) { return folded(name) == folded(token.text); });
  });
}

class SqliteInspector final : public schema::Inspector {
 public:
  explicit SqliteInspector(Connection& connection) : connection_(connection) {}

  std::vector<std::string> table_names(const Where& schema) override { return names(schema, "type = 'table'"); }
  std::vector<std::string> view_names(const Where& schema) override { return names(schema, "type = 'view'"); }
  std::string default_schema() override { return "main"; }

  std::vector<std::string> schema_names() override {
    std::vector<std::string> found;
    for (const auto& row : rows("PRAGMA database_list"))
      if (text_of(row[1]) != "temp") found.push_back(text_of(row[1]));
    return found;
  }

  std::vector<schema::EnumType> enums(const Where&) override { return {}; }
  schema::Damage damage() override { return sqlite_damage(connection_, *this); }

  bool mentioned_elsewhere(const std::string& table, const Where& schema, const std::vector<std::string>& columns) override {
    auto cursor = connection_.query("SELECT type, tbl_name, sql FROM " + master_of(schema) + " WHERE sql IS NOT NULL");
    for (std::vector<Value> row; cursor->next(row);) {
      const bool same = folded(text_of(row[1])) == folded(table);
      const bool own = same && text_of(row[0]) != "trigger";
      if (!own && names_any(text_of(row[2]), columns) && (same || names_any(text_of(row[2]), {table}))) return true;
    }
    return false;
  }

  bool has_table(const std::string& name, const Where& schema) override {
    constexpr const char* kReadable = "type IN ('table', 'view')";
    return entry(name, master_of(schema), kReadable) || (!schema && entry(name, "sqlite_temp_master", kReadable));
  }

  std::optional<Table> reflect(const std::string& name, const Where& schema) override {
    std::string master = master_of(schema);
    auto found = entry(name, master, "type = 'table'");
    if (!found && !schema) found = entry(name, master = "sqlite_temp_master", "type = 'table'");
    if (!found) return std::nullopt;
    Contents of_table;
    read(master, " WHERE tbl_name = ? COLLATE NOCASE", {found->name}, of_table);
    Table table = table_of(*found, schema, of_table);
    std::map<std::string, Table> targets;
    spell_targets(table, [&](const std::string& target) -> const Table* {
      if (folded(target) == folded(table.name)) return &table;
      auto there = targets.find(folded(target));
      if (there != targets.end()) return &there->second;
      const auto other = entry(target, master, "type = 'table'");
      if (!other || is_virtual(*other)) return nullptr;
      return &targets.emplace(folded(target), table_of(*other, schema, {})).first->second;
    });
    return table;
  }

  // One query, whatever the number of tables. A virtual table's text is its module's business: no model can declare it.
  std::vector<Table> tables(const Where& schema) override {
    const Contents all = contents(schema);
    std::vector<Table> found;
    schema::Packer packer;
    for (const Entry& entry : all.entries()) {
      if (entry.type != "table" || is_virtual(entry) || all.internal(entry)) continue;
      found.push_back(table_of(entry, schema, all));
      packer.pack(found.back());
    }
    std::sort(found.begin(), found.end(), [](const Table& a, const Table& b) { return a.name < b.name; });
    std::unordered_map<std::string, const Table*> by_name;
    for (const Table& table : found) by_name.emplace(folded(table.name), &table);
    for (Table& table : found)
      spell_targets(table, [&](const std::string& target) {
        auto there = by_name.find(folded(target));
        return there == by_name.end() ? nullptr : there->second;
      });
    return found;
  }

  std::vector<schema::View> views(const Where& schema) override {
    const Contents all = contents(schema);
    std::vector<schema::View> found;
    for (const Entry& entry : all.entries())
      if (entry.type == "view") found.push_back({entry.name, schema, view_definition(entry.sql), false});
    std::sort(found.begin(), found.end(), [](const schema::View& a, const schema::View& b) { return a.name < b.name; });
    return found;
  }

 private:
  using Rows = std::vector<std::vector<Value>>;

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

  void read(const std::string& master, const std::string& condition, const std::vector<Value>& params, Contents& contents) {
    auto cursor = connection_.query("SELECT type, name, tbl_name, sql FROM " + master + condition + " ORDER BY rowid", params);
    for (std::vector<Value> row; cursor->next(row);)
      contents.add({text_of(row[0]), text_of(row[1]), text_of(row[2]), text_of(row[3])});
  }
  Contents contents(const Where& schema) {
    Contents all;
    read(master_of(schema), "", {}, all);
    return all;
  }

  std::optional<Entry> entry(const std::string& name, const std::string& master, const std::string& condition) {
    const auto found =
        rows("SELECT type, name, tbl_name, sql FROM " + master + " WHERE name = ? COLLATE NOCASE AND " + condition, {name});
    if (found.empty()) return std::nullopt;
    const auto& row = found[0];
    return Entry{text_of(row[0]), text_of(row[1]), text_of(row[2]), text_of(row[3])};
  }

  Table table_of(const Entry& entry, const Where& schema, const Contents& contents) {
    Table table = is_virtual(entry) ? by_pragma(entry.name, schema) : parse_create_table(entry.sql);
    table.name = entry.name;
    table.schema = schema;
    attach(table, contents.attached_to(entry.name));
    return schema::normalized(std::move(table));
  }

  // A virtual table: only its columns are known.
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
