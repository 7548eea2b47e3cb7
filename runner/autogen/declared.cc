// declared(): a reflected table in the words of somebody who writes models by hand.
#include <algorithm>
#include <array>

#include "autogen/items.h"
#include "autogen/models_writer.h"
#include "schema/identity.h"
#include "schema/naming.h"

namespace runner::autogen {

namespace {

using namespace schema;

// ---- types ----

// The generic types, the more usual first.
constexpr std::array kGeneric{"Integer", "SmallInteger", "BigInteger", "String",   "Text",     "Boolean",     "Numeric", "Double",
                              "Float",   "Date",         "Time",       "DateTime", "Interval", "LargeBinary", "JSON",    "Uuid"};

bool takes(const TypeSpec& spec, std::string_view option) {
  const auto holds = [&](const auto& names) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return type_option(name) == option; });
  };
  return holds(spec.positions) || holds(spec.options);
}

// `type` by another name, with the members that the other takes.
Type renamed(const Type& type, std::string_view name) {
  const TypeSpec& spec = *type_spec(name);
  Type other{std::string(name)};
  if (takes(spec, "length")) other.length = type.length;
  if (takes(spec, "precision")) other.precision = type.precision;
  if (takes(spec, "scale")) other.scale = type.scale;
  if (takes(spec, "collation")) other.collation = type.collation;
  if (takes(spec, "timezone")) other.timezone = type.timezone;
  return other;
}

Type plain(const Type& type, const sql::Dialect& dialect) {
  Type found = type;
  found.create_type.reset();
  if (type.item) found.item = TypeBox(plain(*type.item, dialect));
  if (type.is("postgresql.ENUM")) found.name = "Enum";
  if (type.is("custom") || found.item || family(type) == Family::kEnum) return found;
  const std::string wanted = dialect.type(type);
  for (const char* name : kGeneric) {
    Type other = renamed(type, name);
    if (family(other) == family(type) && dialect.type(other) == wanted) return other;
  }
  return found;
}

// ---- columns ----

// 'it''s'::character varying -> it's
std::optional<std::string> string_default(const std::string& sql) {
  if (sql.size() < 2 || sql.front() != '\'') return std::nullopt;
  std::string value;
  for (std::size_t i = 1; i < sql.size(); ++i) {
    if (sql[i] != '\'') {
      value += sql[i];
    } else if (i + 1 < sql.size() && sql[i + 1] == '\'') {
      value += sql[i++];
    } else {
      const std::string_view cast = std::string_view(sql).substr(i + 1);
      const bool only_a_cast = cast.empty() || (cast.substr(0, 2) == "::" && cast.find_first_of("'+*/|-") == cast.npos);
      return only_a_cast ? std::optional(value) : std::nullopt;
    }
  }
  return std::nullopt;
}

// (0) -> 0, (now()) -> now(): parentheses around one word or call say nothing.
std::string without_parentheses(const std::string& sql) {
  if (sql.size() < 3 || sql.front() != '(' || sql.back() != ')') return sql;
  int depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i + 1 < sql.size(); ++i) {
    const char c = sql[i];
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0 || (depth == 1 && c == ' ')) return sql;
    }
  }
  return without_parentheses(sql.substr(1, sql.size() - 2));
}

void plain_default(Column& column) {
  if (!column.server_default || !column.server_default->expr.is("text") || !column.type) return;
  column.server_default->expr.name = without_parentheses(column.server_default->expr.name);
  const Family kind = family(*column.type);
  if (kind != Family::kString && kind != Family::kEnum) return;
  if (auto text = string_default(column.server_default->expr.name)) column.server_default->expr = Expr::literal(*text);
}

// Said only where it is not what the column would be anyway.
void plain_autoincrement(const Table& table, Column& column) {
  if (column.autoincrement == Autoincrement::kAuto) return;
  Table silent = table;
  silent.find(column.name)->autoincrement = Autoincrement::kAuto;
  if (autoincrements(silent, *silent.find(column.name)) == autoincrements(table, *table.find(column.name)))
    column.autoincrement = Autoincrement::kAuto;
}

// A key is not meant to hold NULL, though SQLite lets it.
void plain_nullable(Column& column) {
  if (column.primary_key || column.is_nullable()) column.nullable.reset();
}

// ---- constraints ----

// Names that nobody chose; chosen ones are theirs to change.
void plain_name(Name& name, const std::string& by_default) {
  if (name.text == by_default) name = Name();
  name.final = false;
}

// That old rows were not looked at is a state, not a wish.
struct ForgetState {
  void operator()(CheckConstraint& check) const { forget(check.options); }
  void operator()(ForeignKeyConstraint& key) const {
    forget(key.reference.options);
    if (key.reference.ondelete == "NO ACTION") key.reference.ondelete.reset();
    if (key.reference.onupdate == "NO ACTION") key.reference.onupdate.reset();
  }
  template <class Other>
  void operator()(Other&) const {}

 private:
  static void forget(Options& options) {
    std::erase_if(options, [](const auto& entry) { return entry.first == "postgresql_not_valid"; });
  }
};

int rank(const Constraint& constraint) {
  static constexpr std::array kRank{0, 2, 3, 1, 4};  // primary key, foreign keys, unique, checks, exclusions
  return kRank[constraint.index()];
}

bool in_order_of_columns(const Table& table, const std::vector<std::string>& names) {
  std::vector<std::string> flagged;
  for (const Column& column : table.columns)
    if (column.primary_key) flagged.push_back(column.name);
  return flagged == names;
}

// Does the column's own line say all of it?
struct MovesToColumn {
  Table& table;

  Column* only(const std::vector<std::string>& columns) const { return columns.size() == 1 ? table.find(columns[0]) : nullptr; }

  bool operator()(const PrimaryKeyConstraint& key) const {
    return !key.name.given() && key.options.empty() && !key.deferrable && !key.initially &&
           in_order_of_columns(table, key.columns);
  }
  bool operator()(const UniqueConstraint& unique) const {
    Column* column = only(unique.columns);
    if (!column || column->unique || unique.name.given() || !unique.options.empty() || unique.deferrable || unique.initially)
      return false;
    return column->unique = true;
  }
  bool operator()(const ForeignKeyConstraint& key) const {
    Column* column = only(key.columns);
    if (!column || key.referred.size() != 1) return false;
    column->foreign_keys.push_back({key.name, key.table, key.schema, key.referred[0], key.reference});
    return true;
  }
  bool operator()(const CheckConstraint&) const { return false; }
  bool operator()(const ExcludeConstraint&) const { return false; }
};

// An index that { index = true } would make, name and all.
bool flag_index(Table& table, const Index& index, int max_identifier) {
  if (index.columns.size() != 1 || !index.columns[0].is("column") || !index.options.empty()) return false;
  Column* column = table.find(index.columns[0].name);
  if (!column || column->index || column->unique) return false;
  Index unnamed = index;
  unnamed.name = Name();
  if (conventional_name({}, table, unnamed, max_identifier).text != index.name.text) return false;
  column->index = true;
  column->unique = index.unique;
  return true;
}

}  // namespace

Table declared(Table table, const sql::Comparer& comparer) {
  const Table given = table;
  for (Constraint& constraint : table.constraints) {
    plain_name(name_of(constraint), comparer.server_name(given, constraint, 0));
    std::visit(ForgetState(), constraint);
  }
  for (Column& column : table.columns) {
    plain_autoincrement(given, column);
    plain_nullable(column);
    plain_default(column);
    schema::forget_sequence(column);
    if (auto type = serial(*given.find(column.name)))
      column.type = *type;
    else if (column.type)
      column.type = plain(*column.type, comparer.dialect());
    for (CheckConstraint& check : column.checks) {
      check.name.final = false;
      table.constraints.emplace_back(std::move(check));
    }
    column.checks.clear();
  }
  std::erase_if(table.constraints, [&](const Constraint& constraint) { return std::visit(MovesToColumn{table}, constraint); });
  const bool flags = std::none_of(table.constraints.begin(), table.constraints.end(),
                                  [](const Constraint& c) { return std::holds_alternative<PrimaryKeyConstraint>(c); });
  for (Column& column : table.columns) column.primary_key = column.primary_key && flags;
  std::erase_if(table.indexes, [&](const Index& index) { return flag_index(table, index, comparer.dialect().max_identifier()); });
  for (Index& index : table.indexes) index.name.final = false;
  std::stable_sort(table.constraints.begin(), table.constraints.end(),
                   [](const Constraint& a, const Constraint& b) { return rank(a) < rank(b); });
  std::sort(table.indexes.begin(), table.indexes.end(), [](const Index& a, const Index& b) { return a.name.text < b.name.text; });
  table.attached_sql.clear();
  return table;
}

}  // namespace runner::autogen
