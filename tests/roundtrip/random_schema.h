// Random schemas for migrations from one to another: a few tables and columns under the same names each time, so that two
// schemas share some of everything and differ in the rest.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "schema/table.h"
#include "sql/sql_support.h"

namespace runner::test {

// What one database can have. With `rows`, one row fits every schema: all tables are always there, columns keep the kind of
// their type, and what is NOT NULL has a default.
struct SchemaKind {
  bool postgresql = false;
  bool rows = false;
};

class RandomSchema {
 public:
  RandomSchema(SchemaKind kind, unsigned seed) : kind_(kind), random_(seed) {}

  std::vector<schema::Table> make();

 private:
  static constexpr int kTables = 4;

  int number(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  bool chance(int one_in) { return number(one_in) == 0; }
  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>(number(static_cast<int>(all.size())))];
  }
  // Half of what may go without a name does.
  schema::Name maybe(const std::string& name) { return chance(2) ? schema::Name("n_" + name) : schema::Name(); }

  schema::Type any_type();
  schema::Type number_type();
  schema::Type mood(int variant);
  std::optional<schema::Default> any_default(const schema::Type& of);
  schema::Column id();
  schema::Column any_column(const std::string& name, schema::Type type);
  void fill(schema::Table& table);
  void add_constraints(schema::Table& table);
  void add_checks(schema::Table& table);
  void add_indexes(schema::Table& table);
  void add_keys(schema::Table& table, const std::vector<std::string>& targets);
  std::vector<std::string> keyable(const schema::Table& table);

  SchemaKind kind_;
  std::mt19937 random_;
  int moods_ = 0;  // the enum type's values in this schema
};

inline schema::Type RandomSchema::mood(int variant) {
  static const std::vector<std::vector<std::string>> kValues{{"a", "it's"},
                                                             {"a", "it's", "b"},
                                                             {"first", "a", "it's"},
                                                             {"a", "other"}};
  schema::Type made = type("Enum");
  made.type_name = "Mood";
  made.values = kValues[static_cast<std::size_t>(variant)];
  return made;
}

inline schema::Type RandomSchema::number_type() {
  schema::Type made = type(one_of<std::string>({"Integer", "Integer", "BigInteger", "SmallInteger", "Numeric", "Double"}));
  if (made.is("Numeric")) {
    made.precision = 10;
    made.scale = number(3);
  }
  return made;
}

inline schema::Type RandomSchema::any_type() {
  if (chance(3)) return number_type();
  if (chance(4)) return string_type(10 * (1 + number(3)));
  if (kind_.rows) return type(one_of<std::string>({"Text", "Boolean", "Integer"}));
  if (chance(5)) return mood(moods_);
  if (kind_.postgresql && chance(4)) {
    if (chance(2)) return type(one_of<std::string>({"postgresql.JSONB", "postgresql.INET", "Uuid", "Interval"}));
    schema::Type made = type("ARRAY");
    made.item = type(one_of<std::string>({"Text", "Integer"}));
    return made;
  }
  schema::Type made = type(one_of<std::string>({"Text", "Boolean", "Date", "DateTime", "LargeBinary", "JSON", "Time"}));
  if (made.is("DateTime")) made.timezone = kind_.postgresql && chance(2);
  return made;
}

inline std::optional<schema::Default> RandomSchema::any_default(const schema::Type& of) {
  switch (schema::family(of)) {
    case schema::Family::kInteger:
    case schema::Family::kNumeric:
    case schema::Family::kFloat:
      return schema::Default{chance(2) ? lit(Value("1")) : sqltext("1")};
    case schema::Family::kBoolean:
      return schema::Default{node("true")};
    case schema::Family::kDateTime:
      return schema::Default{func("now")};
    case schema::Family::kEnum:
      return schema::Default{lit(Value("a"))};
    case schema::Family::kString:
      return schema::Default{lit(Value(kind_.rows || chance(2) ? "1" : "it's"))};
    default:
      return std::nullopt;
  }
}

inline schema::Column RandomSchema::any_column(const std::string& name, schema::Type type) {
  schema::Column made = column(name, std::move(type));
  if (chance(3)) made.server_default = any_default(*made.type);
  if (chance(2)) made.nullable = false;
  if (kind_.rows && made.nullable) made.server_default = any_default(*made.type);
  if (kind_.postgresql && chance(5)) made.comment = "it's " + std::to_string(number(3));
  return made;
}

inline schema::Column RandomSchema::id() {
  schema::Column made = key_column("id");
  if (chance(4)) made.type = type("BigInteger");
  if (kind_.postgresql && chance(4)) {
    made.identity.emplace();
    made.identity->always = chance(2) && !kind_.rows;
    if (chance(2)) made.identity->increment = 2;
  }
  return made;
}

inline void RandomSchema::fill(schema::Table& table) {
  table.columns.push_back(id());
  for (const char* name : {"r1", "r2"}) {
    if (chance(2)) table.columns.push_back(any_column(name, type("Integer")));
  }
  for (const char* name : {"plain", "UPPER", "sp ace", "we\"ird", "ünï"}) {
    if (!chance(3)) table.columns.push_back(any_column(name, any_type()));
  }
  if (chance(4)) table.columns.push_back(any_column("mood", mood(moods_)));
  if (chance(3)) {
    schema::Column more = column("more", "BigInteger");
    more.computed = schema::Computed{sqltext("id + " + std::to_string(1 + number(2))), true};
    table.columns.push_back(more);
  }
  if (kind_.postgresql && chance(4)) table.comment = "50% of \"it\" " + std::to_string(number(2));
}

// Columns that every kind of key can have.
inline std::vector<std::string> RandomSchema::keyable(const schema::Table& table) {
  std::vector<std::string> names;
  for (const schema::Column& one : table.columns) {
    const schema::Family family = schema::family(*one.type);
    if (family != schema::Family::kJson && !one.computed && chance(3)) names.push_back(one.name);
  }
  return names;
}

inline void RandomSchema::add_checks(schema::Table& table) {
  for (const schema::Column& one : table.columns) {
    const schema::Family family = schema::family(*one.type);
    schema::CheckConstraint made;
    made.name = maybe("ck " + one.name + " " + table.name);
    const schema::Expr subject = schema::Expr::column(one.name);
    if (family == schema::Family::kInteger || family == schema::Family::kNumeric) {
      made.condition = op2(">", subject, lit(Value(-1 - number(2))));
    } else if (family == schema::Family::kString) {
      made.condition = op2("<>", subject, lit(Value(chance(2) ? "it's not" : "")));
    } else if (family == schema::Family::kEnum) {
      made.condition = op2("=", subject, lit(Value("a")));
    } else {
      continue;
    }
    if (kind_.postgresql && chance(4)) made.options = {{"postgresql_no_inherit", lit(Value(true))}};
    if (chance(5)) table.constraints.emplace_back(made);
  }
}

inline void RandomSchema::add_indexes(schema::Table& table) {
  for (int i = 0; i < 3; ++i) {
    const auto names = keyable(table);
    if (names.empty()) continue;
    schema::Index made = test::index("n_ix" + std::to_string(i) + " " + table.name, names);
    made.unique = chance(3);
    if (chance(3)) made.columns[0] = node("desc", {}, {made.columns[0]});
    if (chance(4)) {
      const schema::Expr where = sqltext("id IS NOT NULL");
      made.options = {{"postgresql_where", where}, {"sqlite_where", where}};
    }
    table.indexes.push_back(made);
  }
  if (chance(3)) {
    schema::Column& flagged = table.columns[table.columns.size() / 2];
    flagged.index = schema::family(*flagged.type) != schema::Family::kJson;
  }
}

inline void RandomSchema::add_keys(schema::Table& table, const std::vector<std::string>& targets) {
  static const std::vector<std::optional<std::string>> kActions{"CASCADE", "SET NULL", "RESTRICT", std::nullopt};
  for (const char* name : {"r1", "r2"}) {
    if (!table.find(name) || targets.empty() || !chance(2)) continue;
    const std::string& target = one_of(targets);
    schema::ForeignKeyConstraint made = foreign(maybe(std::string("fk ") + name + " " + table.name), {name}, target, {"id"});
    made.reference.ondelete = one_of(kActions);
    made.reference.onupdate = one_of(kActions);
    if (chance(3)) made.reference.deferrable = true;
    table.constraints.emplace_back(made);
  }
}

inline void RandomSchema::add_constraints(schema::Table& table) {
  // What PostgreSQL's CREATE TABLE takes for one constraint, ALTER TABLE does not: the same UNIQUE again, or the key's columns.
  std::vector<std::vector<std::string>> seen{{"id"}};
  if (const auto* key = table.primary_key()) seen.push_back(key->columns);
  for (int i = 0; i < 2; ++i) {
    auto names = keyable(table);
    if (names.empty() || std::find(seen.begin(), seen.end(), names) != seen.end()) continue;
    seen.push_back(names);
    schema::UniqueConstraint made = unique_on(maybe("uq" + std::to_string(i) + " " + table.name), names);
    if (kind_.postgresql && chance(4)) made.deferrable = true;
    table.constraints.emplace_back(made);
  }
  add_checks(table);
  add_indexes(table);
}

inline std::vector<schema::Table> RandomSchema::make() {
  moods_ = number(kind_.postgresql ? 4 : 1);
  std::vector<schema::Table> tables;
  std::vector<std::string> targets;
  for (int i = 1; i <= kTables; ++i) {
    if (!kind_.rows && chance(4)) continue;
    schema::Table made = table("T " + std::to_string(i), {});
    fill(made);
    if (i == kTables && chance(2)) {  // nobody refers to the last one: its key may be any
      made.columns[0].primary_key = false;
      made.columns[0].identity.reset();
      for (schema::Column& one : made.columns) {
        if (kind_.postgresql) one.autoincrement = schema::Autoincrement::kNo;  // numbering begins with the table, or never
      }
      if (auto names = keyable(made); !names.empty() && !kind_.rows) {
        made.constraints.emplace_back(primary(maybe("pk " + made.name), names));
      }
    } else {
      targets.push_back(made.name);
    }
    add_constraints(made);
    tables.push_back(std::move(made));
  }
  for (schema::Table& made : tables) add_keys(made, targets);
  return tables;
}

}  // namespace runner::test
