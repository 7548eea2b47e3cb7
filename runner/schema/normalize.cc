// normalized(): a table's column flags turned into the constraints and indexes that they stand for, in the order in which
// SQLAlchemy prints them, so that everybody after it reads one place only.
#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "schema/table.h"

namespace runner::schema {

namespace {

[[noreturn]] void fail(const Table& table, const std::string& message, std::string hint = {}) {
  throw Error(ErrorCode::kScript, "Table '" + table.name + "': " + message).with_hint(std::move(hint));
}

std::vector<std::string> column_names(const Table& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) {
    names.push_back(column.name);
  }
  return names;
}

void check_columns(const Table& table) {
  std::set<std::string> seen;
  for (const Column& column : table.columns) {
    if (!seen.insert(column.name).second) {
      fail(table, "column '" + column.name + "' is there twice");
    }
  }
}

// autoincrement = true is for one column of the key, a number.
void check_counter(const Table& table, const PrimaryKeyConstraint& key) {
  const Column* counter = nullptr;
  for (const std::string& name : key.columns) {
    const Column* column = table.find(name);
    if (!column || column->autoincrement != Autoincrement::kYes) continue;
    if (counter) {
      fail(table, "only one column may be marked autoincrement = true, not both '" + counter->name + "' and '" + name + "'");
    }
    counter = column;
    const Family kind = column->type ? family(*column->type) : Family::kOther;
    if (kind != Family::kInteger && kind != Family::kNumeric && kind != Family::kFloat && kind != Family::kOther) {
      fail(table,
           "the type of column '" + name + "', sa." + column->type->name + ", cannot be counted up by autoincrement = true",
           "give it a type of whole numbers, or leave autoincrement out");
    }
  }
}

void require_column(const Table& table, const std::string& column, std::string_view wanted_by) {
  if (table.find(column)) {
    return;
  }
  const std::string near = nearest(column, column_names(table));
  fail(table, std::string(wanted_by) + " names column '" + column + "', which is not there",
       near.empty() ? "its columns are " + text::quoted_list(column_names(table)) : "did you mean '" + near + "'?");
}

std::string described(std::string_view kind, const Name& name) {
  return name.given() ? std::string(kind) + " '" + name.text + "'" : "a " + std::string(kind);
}

struct RequireColumns {
  const Table& table;

  void names(const std::vector<std::string>& columns, std::string_view kind, const Name& name) const {
    for (const std::string& column : columns) {
      require_column(table, column, described(kind, name));
    }
  }
  void operator()(const PrimaryKeyConstraint& c) const { names(c.columns, "primary key", c.name); }
  void operator()(const UniqueConstraint& c) const { names(c.columns, "unique constraint", c.name); }
  void operator()(const ForeignKeyConstraint& c) const {
    names(c.columns, "foreign key", c.name);
    if (!c.referred.empty() && c.referred.size() != c.columns.size()) {
      fail(table, described("foreign key", c.name) + " has " + std::to_string(c.columns.size()) + " columns but refers to " +
                      std::to_string(c.referred.size()));
    }
  }
  void operator()(const CheckConstraint&) const {}  // its text is the database's to judge
  void operator()(const ExcludeConstraint& c) const {
    for (const ExcludeElement& element : c.elements) {
      if (element.element.is("column")) {
        require_column(table, element.element.name, described("exclude constraint", c.name));
      }
    }
  }
};

void check_indexes(const Table& table) {
  for (const Index& index : table.indexes) {
    for (const Expr& column : index.columns) {
      if (column.is("column")) {
        require_column(table, column.name, described("index", index.name));
      }
    }
  }
}

// The one primary key: the explicit constraint wins; its columns become NOT NULL, and a flag that it contradicts leaves
// its column NOT NULL without being part of the key, as SQLAlchemy does.
std::optional<PrimaryKeyConstraint> take_primary_key(Table& table) {
  std::optional<PrimaryKeyConstraint> key;
  for (const Constraint& constraint : table.constraints) {
    if (const auto* found = std::get_if<PrimaryKeyConstraint>(&constraint)) {
      if (key) {
        fail(table, "two primary keys", "put all its columns into one sa.PrimaryKeyConstraint");
      }
      key = *found;
    }
  }
  std::erase_if(table.constraints, [](const Constraint& c) { return std::holds_alternative<PrimaryKeyConstraint>(c); });
  if (!key) {
    key.emplace();
  }
  if (key->columns.empty()) {
    for (const Column& column : table.columns) {
      if (column.primary_key) {
        key->columns.push_back(column.name);
      }
    }
  }
  if (key->columns.empty()) {
    return std::nullopt;
  }
  RequireColumns{table}(*key);
  for (Column& column : table.columns) {
    const bool member = std::find(key->columns.begin(), key->columns.end(), column.name) != key->columns.end();
    if (column.primary_key && !member) {
      column.nullable = column.is_nullable();
    }
    column.primary_key = member;
  }
  return key;
}

ForeignKeyConstraint table_level(const Column& column, const ForeignKey& key) {
  ForeignKeyConstraint constraint;
  constraint.name = key.name;
  constraint.columns = {column.name};
  constraint.table = key.table;
  constraint.schema = key.schema;
  if (!key.column.empty()) {
    constraint.referred = {key.column};
  }
  constraint.reference = key.reference;
  return constraint;
}

// The CHECK that a Boolean or an Enum asks for. Whether it is printed is up to the dialect: types that are native there
// need none.
std::optional<CheckConstraint> type_check(const Column& column) {
  const bool wanted = column.type && column.type->create_constraint;
  const Family kind = wanted ? family(*column.type) : Family::kOther;
  if (kind != Family::kBoolean && kind != Family::kEnum) {
    return std::nullopt;
  }
  Expr allowed;
  allowed.kind = "tuple";
  if (kind == Family::kBoolean) {
    allowed.args = {Expr::literal(0), Expr::literal(1)};
  } else {
    for (const std::string& value : column.type->values) {
      allowed.args.push_back(Expr::literal(value));
    }
  }
  CheckConstraint check;
  check.name = Name(column.type->type_name.value_or(std::string()));
  check.condition.kind = "binary";
  check.condition.name = "IN";
  check.condition.args = {Expr::column(column.name), allowed};
  check.type_bound = column.name;
  return check;
}

bool has_type_check(const Table& table, const std::string& column) {
  return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& c) {
    const auto* check = std::get_if<CheckConstraint>(&c);
    return check && check->type_bound == column;
  });
}

void fold_flags(Table& table, Column& column) {
  if (column.index) {
    Index index;
    index.columns = {Expr::column(column.name)};
    index.unique = column.unique;
    table.indexes.push_back(std::move(index));
  } else if (column.unique) {
    UniqueConstraint unique;
    unique.columns = {column.name};
    if (const Expr* conflict = option(column.options, "sqlite_on_conflict_unique")) {
      unique.options.emplace_back("sqlite_on_conflict", *conflict);
    }
    table.constraints.push_back(std::move(unique));
  }
  if (auto check = type_check(column); check && !has_type_check(table, column.name)) {
    table.constraints.push_back(std::move(*check));
  }
  for (const ForeignKey& key : column.foreign_keys) {
    table.constraints.push_back(table_level(column, key));
  }
  column.unique = false;
  column.index = false;
  column.foreign_keys.clear();
}

// Constraints and indexes may name a column by its key (sa.Column("real_name", ..., { key = "k" })); SQL knows only its name.
class KeysToNames {
 public:
  explicit KeysToNames(const Table& table) {
    for (const Column& column : table.columns) {
      if (column.key && !table.find(*column.key)) names_.emplace_back(*column.key, column.name);
    }
  }
  bool needed() const { return !names_.empty(); }

  void operator()(PrimaryKeyConstraint& c) const { rename(c.columns); }
  void operator()(UniqueConstraint& c) const { rename(c.columns); }
  void operator()(ForeignKeyConstraint& c) const { rename(c.columns); }
  void operator()(CheckConstraint&) const {}
  void operator()(ExcludeConstraint& c) const {
    for (ExcludeElement& element : c.elements) rename(element.element);
  }
  void operator()(Index& index) const {
    for (Expr& column : index.columns) rename(column);
  }

 private:
  void rename(std::string& name) const {
    for (const auto& [key, column] : names_) {
      if (key == name) name = column;
    }
  }
  void rename(std::vector<std::string>& columns) const {
    for (std::string& column : columns) rename(column);
  }
  void rename(Expr& expr) const {
    if (expr.is("column")) rename(expr.name);
    for (Expr& arg : expr.args) rename(arg);
  }

  std::vector<std::pair<std::string, std::string>> names_;
};

}  // namespace

Table normalized(Table table) {
  check_columns(table);
  if (const KeysToNames keys(table); keys.needed()) {
    for (Constraint& constraint : table.constraints) std::visit(keys, constraint);
    for (Index& index : table.indexes) keys(index);
  }
  auto key = take_primary_key(table);
  for (Column& column : table.columns) {
    if (column.identity && !column.nullable) {
      column.nullable = false;
    }
    fold_flags(table, column);
  }
  if (key) {
    check_counter(table, *key);
    table.constraints.insert(table.constraints.begin(), std::move(*key));
  }
  for (const Constraint& constraint : table.constraints) {
    std::visit(RequireColumns{table}, constraint);
  }
  check_indexes(table);
  return table;
}

}  // namespace runner::schema
