// Random tables on both databases: reflection finds what was asked for, and what it found makes the very same table again.
#include <algorithm>

#include "base/text.h"
#include "roundtrip/databases.h"
#include "roundtrip/random_table.h"

using namespace runner;
using namespace runner::schema;
using namespace runner::test;

namespace {

using Words = std::vector<std::string>;

void run(Database& database, const Table& table) {
  KnownFacts facts;
  facts.enums["Kind"] = RandomTable::kind().values;
  ops::CreateTable create;
  create.table = table;
  for (const sql::Statement& statement : database.dialect->compile(create, facts, {})) {
    RC_LOG() << statement.sql << ";\n";
    database.run(statement);
  }
}

void drop(Database& database, const std::string& name) {
  ops::DropTable op;
  op.table_name = name;
  database.run(op);
}

template <class T, class Describe>
Words described(const Table& table, Describe describe) {
  Words all;
  for (const T& constraint : only<T>(table.constraints)) all.push_back(describe(constraint));
  std::sort(all.begin(), all.end());
  return all;
}

std::string flag(const std::optional<bool>& value) {
  return value.value_or(false) ? " yes" : " no";
}

// What a constraint is, without the name that a server may have given it.
Words constraints(const Table& table) {
  Words all = described<PrimaryKeyConstraint>(table, [](const auto& c) { return "key " + text::join(c.columns, ","); });
  const Words uniques = described<UniqueConstraint>(table, [](const auto& c) {
    return "unique " + text::join(c.columns, ",") + flag(c.deferrable);
  });
  const Words checks = described<CheckConstraint>(table, [](const auto&) { return "check"; });
  const Words keys = described<ForeignKeyConstraint>(table, [](const auto& c) {
    const ReferenceOptions& options = c.reference;
    return "to " + c.table + " " + text::join(c.columns, ",") + " " + text::join(c.referred, ",") + " " +
           options.ondelete.value_or("-") + " " + options.onupdate.value_or("-") + flag(options.deferrable) + " " +
           options.initially.value_or("-");
  });
  for (const Words& more : {uniques, checks, keys}) all.insert(all.end(), more.begin(), more.end());
  return all;
}

Words given_names(const Table& table) {
  Words all;
  for (const Constraint& constraint : table.constraints) {
    if (name_of(constraint).given()) all.push_back(name_of(constraint).text);
  }
  std::sort(all.begin(), all.end());
  return all;
}

// Which of `wanted` are not in `found`; both sorted.
Words missing(const Words& wanted, const Words& found) {
  Words left;
  std::set_difference(wanted.begin(), wanted.end(), found.begin(), found.end(), std::back_inserter(left));
  return left;
}

Words columns(const Table& table, const sql::Dialect& dialect) {
  Words all;
  for (const Column& one : table.columns) {
    all.push_back(one.name + ": " + dialect.type(*one.type) + (one.is_nullable() ? "" : " not null") +
                  (one.server_default ? " default" : "") + (one.computed ? " computed" : "") + (one.identity ? " identity" : "") +
                  (one.identity && one.identity->always.value_or(false) ? " always" : "") + " " + one.comment.value_or("-"));
  }
  return all;
}

Words indexes(const Table& table, const std::string& dialect) {
  Words all;
  for (const Index& index : table.indexes) {
    std::string text = index.name.text + (index.unique ? " unique" : "");
    for (const Expr& element : index.columns) {
      text += element.is("desc") ? " " + element.args.at(0).name + " desc" : " " + element.name;
    }
    all.push_back(text + (option(index.options, dialect + "_where") ? " where" : ""));
  }
  std::sort(all.begin(), all.end());
  return all;
}

bool option_on(const Table& table, const char* name, bool otherwise) {
  const Expr* found = option(table.options, name);
  if (!found) return otherwise;
  const bool* flag_value = found->value.get_if<bool>();
  return flag_value ? *flag_value : found->is("true");
}

}  // namespace

TEST_CASE("a random table is found as it was asked for, and made again from what was found", "[roundtrip]") {
  for (Database& database : databases()) {
    INFO(database.name());
    const sql::Dialect& dialect = *database.dialect;
    ops::CreateTable parent;
    parent.table = RandomTable::parent();
    database.run(parent);
    if (database.name() == "postgresql") {
      ops::CreateEnum kind;
      kind.name = "Kind";
      kind.values = RandomTable::kind().values;
      database.run(kind);
    }
    auto inspector = database.connection->inspector();
    CHECK(rc::check([&] {
      const Table asked = normalized(RandomTable(dialect).make());
      run(database, asked);
      const auto found = inspector->reflect(asked.name, std::nullopt);
      drop(database, asked.name);
      RC_ASSERT(found.has_value());
      RC_ASSERT(columns(*found, dialect) == columns(asked, dialect));
      RC_ASSERT(constraints(*found) == constraints(asked));
      RC_ASSERT(missing(given_names(asked), given_names(*found)).empty());
      RC_ASSERT(indexes(*found, database.name()) == indexes(asked, database.name()));
      RC_ASSERT(found->comment == asked.comment);
      RC_ASSERT(option_on(*found, "sqlite_autoincrement", false) == option_on(asked, "sqlite_autoincrement", false));
      RC_ASSERT(option_on(*found, "sqlite_with_rowid", true) == option_on(asked, "sqlite_with_rowid", true));

      run(database, *found);
      const auto again = inspector->reflect(asked.name, std::nullopt);
      drop(database, asked.name);
      RC_ASSERT(again.has_value());
      RC_ASSERT(columns(*again, dialect) == columns(*found, dialect));
      RC_ASSERT(*again == *found);
    }));
  }
}
