// Random tables: columns of many types under odd names, keys, constraints and indexes, as one of the dialects can have them.
#pragma once

#include <rapidcheck.h>

#include <set>
#include <string>
#include <vector>

#include "sql/dialect.h"
#include "sql/sql_support.h"

namespace runner::test {

class RandomTable {
 public:
  explicit RandomTable(const sql::Dialect& dialect) : dialect_(dialect), on_postgresql_(dialect.name() == "postgresql") {}

  // Refers to parent (id, x, y), with a key on id and another on (x, y). On PostgreSQL the enum type "Kind" is there.
  schema::Table make();

  static schema::Table parent() {
    return table("parent", {key_column("id"), column("x"), column("y")}, {unique_on({"uq_xy", true}, {"x", "y"})});
  }
  static schema::Type kind() {
    schema::Type made = type("Enum");
    made.type_name = "Kind";
    made.values = {"it's", "b"};
    return made;
  }

 private:
  // Below `below`, each as likely; shrinks towards 0.
  static int number(int below) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, below)); }
  static bool chance(int one_in) { return number(one_in) == one_in - 1; }

  schema::Type any_type();
  std::optional<schema::Default> any_default(const schema::Type& of);
  schema::Column any_column(int place);
  void add_key();
  void add_computed();
  void add_uniques();
  void add_checks();
  void add_foreign_keys();
  void add_indexes();
  void add_options();

  const std::string& any_name() {
    return made_.columns[static_cast<std::size_t>(number(static_cast<int>(made_.columns.size())))].name;
  }
  std::vector<std::string> some_names();
  std::vector<std::string> integers() const;  // besides the key "id", which would not number rows that refer to others
  schema::Name maybe(const std::string& name) { return chance(2) ? schema::Name(name, true) : schema::Name(); }
  std::optional<std::string> any_action();

  const sql::Dialect& dialect_;
  bool on_postgresql_;
  schema::Table made_;
};

inline schema::Type RandomTable::any_type() {
  static const std::vector<std::string> kPlain{"Integer", "BigInteger",  "SmallInteger", "Text",   "Boolean", "Date", "DateTime",
                                               "Time",    "LargeBinary", "JSON",         "Double", "REAL",    "Uuid", "Interval"};
  switch (number(on_postgresql_ ? 7 : 4)) {
    case 1:
      return string_type(1 + number(40));
    case 2: {
      schema::Type made = type("Numeric");
      made.precision = 10;
      made.scale = number(3);
      return made;
    }
    case 3:
      return kind();
    case 4: {
      schema::Type made = type("ARRAY");
      made.item = type(chance(2) ? "Text" : "Integer");
      return made;
    }
    case 5: {
      schema::Type made = type("DateTime");
      made.timezone = true;
      return made;
    }
    case 6:
      return type(chance(2) ? "postgresql.JSONB" : "postgresql.INET");
    default:
      return type(kPlain[static_cast<std::size_t>(number(static_cast<int>(kPlain.size())))]);
  }
}

inline std::optional<schema::Default> RandomTable::any_default(const schema::Type& of) {
  switch (schema::family(of)) {
    case schema::Family::kInteger:
    case schema::Family::kNumeric:
    case schema::Family::kFloat:
      return schema::Default{chance(2) ? lit(Value(number(100))) : sqltext("1 + 2")};
    case schema::Family::kBoolean:
      return schema::Default{node(chance(2) ? "true" : "false")};
    case schema::Family::kDateTime:
      return schema::Default{func("now")};
    case schema::Family::kEnum:
      return schema::Default{lit(Value("it's"))};
    case schema::Family::kString:
      return schema::Default{lit(Value(chance(2) ? "a'b\\" : ""))};
    default:
      return std::nullopt;
  }
}

inline schema::Column RandomTable::any_column(int place) {
  static const std::vector<std::string> kNames{"plain",    "UPPER",  "sp ace",      "we\"ird", "ünï",
                                               "per%cent", "co:lon", "back\\slash", "it's",    "a.b"};
  schema::Column made =
      column(kNames[static_cast<std::size_t>(number(static_cast<int>(kNames.size())))] + std::to_string(place), any_type());
  if (chance(2)) made.nullable = false;
  if (chance(3)) made.server_default = any_default(*made.type);
  if (on_postgresql_ && chance(4)) made.comment = "it's " + std::to_string(place);
  return made;
}

inline std::vector<std::string> RandomTable::some_names() {
  std::vector<std::string> chosen;
  for (const schema::Column& one : made_.columns) {
    const schema::Family family = schema::family(*one.type);
    const bool keyable = family != schema::Family::kJson && !one.computed && !one.type->is("postgresql.INET");
    if (keyable && chance(2)) chosen.push_back(one.name);
  }
  return chosen;
}

inline std::vector<std::string> RandomTable::integers() const {
  std::vector<std::string> chosen;
  for (const schema::Column& one : made_.columns) {
    if (schema::family(*one.type) == schema::Family::kInteger && !one.computed && one.name != "id") chosen.push_back(one.name);
  }
  return chosen;
}

inline std::optional<std::string> RandomTable::any_action() {
  static const std::vector<std::string> kActions{"CASCADE", "SET NULL", "SET DEFAULT", "RESTRICT"};
  const int which = number(5);
  return which == 4 ? std::nullopt : std::optional(kActions[static_cast<std::size_t>(which)]);
}

inline void RandomTable::add_key() {
  switch (number(4)) {
    case 0: {
      schema::Column id = key_column("id");
      if (on_postgresql_ && chance(3)) {
        id.identity.emplace();
        id.identity->always = chance(2);
        id.identity->start = 5;
      }
      made_.columns.insert(made_.columns.begin(), id);
      break;
    }
    case 1:
      if (auto names = some_names(); !names.empty()) made_.constraints.emplace_back(primary(maybe("pk of " + made_.name), names));
      break;
    default:
      break;
  }
}

inline void RandomTable::add_computed() {
  const auto numbers = integers();
  if (numbers.empty() || !chance(3)) return;
  schema::Column more = column("more", "BigInteger");
  more.computed = schema::Computed{sqltext(dialect_.quote(numbers[0]) + " + 1"), true};
  made_.columns.push_back(more);
}

inline void RandomTable::add_uniques() {
  std::set<std::vector<std::string>> seen;
  const schema::Table whole = schema::normalized(made_);
  if (const auto* key = whole.primary_key()) seen.insert(key->columns);
  for (int i = number(3); i > 0; --i) {
    auto names = some_names();
    if (names.empty() || !seen.insert(names).second) continue;
    schema::UniqueConstraint made = unique_on(maybe("Uq " + std::to_string(i)), names);
    if (on_postgresql_ && chance(3)) made.deferrable = true;
    made_.constraints.emplace_back(made);
  }
}

inline void RandomTable::add_checks() {
  for (const std::string& name : integers()) {
    if (!chance(3)) continue;
    schema::CheckConstraint made;
    made.name = maybe("Ck " + name);
    made.condition = op2(">", schema::Expr::column(name), lit(Value(-5)));
    if (on_postgresql_ && chance(3)) made.options = {{"postgresql_no_inherit", lit(Value(true))}};
    made_.constraints.emplace_back(made);
  }
}

inline void RandomTable::add_foreign_keys() {
  const auto numbers = integers();
  if (numbers.empty()) return;
  if (chance(2)) {
    schema::ForeignKeyConstraint one = foreign(maybe("Fk one"), {numbers[0]}, "parent", {"id"});
    one.reference.ondelete = any_action();
    one.reference.onupdate = any_action();
    made_.constraints.emplace_back(one);
  }
  if (numbers.size() > 1 && chance(2)) {
    schema::ForeignKeyConstraint two = foreign(maybe("Fk two"), {numbers[0], numbers[1]}, "parent", {"x", "y"});
    if (chance(2)) {
      two.reference.deferrable = true;
      two.reference.initially = "DEFERRED";
    }
    made_.constraints.emplace_back(two);
  }
}

inline void RandomTable::add_indexes() {
  for (int i = number(3); i > 0; --i) {
    const auto names = some_names();
    if (names.empty()) continue;
    schema::Index made = test::index({"Ix " + std::to_string(i), true}, names);
    made.unique = chance(2);
    if (chance(3)) made.columns[0] = node("desc", {}, {made.columns[0]});
    if (chance(3)) {
      const schema::Expr where = sqltext(dialect_.quote(any_name()) + " IS NOT NULL");
      made.options = {{"postgresql_where", where}, {"sqlite_where", where}};
    }
    made_.indexes.push_back(made);
  }
}

inline void RandomTable::add_options() {
  if (on_postgresql_) {
    if (chance(3)) made_.comment = "50% \"of it\"";
    return;
  }
  const schema::Table whole = schema::normalized(made_);
  const auto* key = whole.primary_key();
  const bool counts = key && key->columns == std::vector<std::string>{"id"};
  if (counts && chance(2)) made_.options.emplace_back("sqlite_autoincrement", lit(Value(true)));
  if (key && !counts && chance(3)) made_.options.emplace_back("sqlite_with_rowid", lit(Value(false)));
}

inline schema::Table RandomTable::make() {
  made_ = table("The Table", {});
  for (int i = 1 + number(6); i > 0; --i) made_.columns.push_back(any_column(i));
  add_key();
  add_computed();
  add_uniques();
  add_checks();
  add_foreign_keys();
  add_indexes();
  add_options();
  return made_;
}

}  // namespace runner::test
