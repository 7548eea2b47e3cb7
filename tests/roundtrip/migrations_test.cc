// Random schema A, a generated migration to random schema B, and back: what it leaves behind is B, and then A again. All of it
// through the text that a project would have in its versions folder.
#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>
#include <stdexcept>

#include "autogen/autogenerate.h"
#include "autogen/describe.h"
#include "autogen/items.h"
#include "autogen/signature.h"
#include "base/log.h"
#include "base/text.h"
#include "engine/executor.h"
#include "host/lua_writer.h"
#include "host/module.h"
#include "roundtrip/databases.h"
#include "roundtrip/random_schema.h"
#include "schema/naming.h"
#include "sql/comparer.h"

using namespace runner;
using namespace runner::test;
using schema::Table;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr unsigned kPairs = 30;  // of each kind
#else
constexpr unsigned kPairs = 125;
#endif

using Tables = std::vector<Table>;
using Lines = std::vector<std::string>;

struct Migration {
  std::string up, down;
  Lines lines;  // what `check` says
};

// A database as a project's run sees it.
class Site {
 public:
  explicit Site(Database database)
      : database_(std::move(database)),
        inspector_(database_.connection->inspector()),
        comparer_(sql::make_comparer(*database_.dialect)),
        module_(lua_),
        executor_(*database_.connection, *database_.dialect) {
    module_.set_sink(&executor_);
    clear();
  }
  ~Site() { module_.set_sink(nullptr); }

  bool on_postgresql() const { return database_.name() == "postgresql"; }

  void clear() {
    if (on_postgresql()) {
      database_.connection->execute("SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
      return;
    }
    for (const std::string& name : inspector_->table_names(std::nullopt)) {
      database_.connection->execute("DROP TABLE " + database_.dialect->quote(name));
    }
  }

  Migration compare(const Tables& models) {
    Tables wanted;
    for (const Table& model : models) {
      wanted.push_back(autogen::folded(schema::named({}, schema::normalized(model), database_.dialect->max_identifier())));
    }
    const autogen::Script script = autogen::autogenerate(
        {lua_, module_, *database_.connection, *database_.dialect, {}, {}, &wanted, {}, ops::VersionTable(), true, {}});
    Migration migration{autogen::render(script.upgrade), autogen::render(script.downgrade), {}};
    for (const auto& line : autogen::describe(script.upgrade, *database_.dialect)) migration.lines.push_back(line.text);
    return migration;
  }

  void run(const std::string& body) {
    executor_.accept(ops::Begin{}, {});
    try {
      lua_.run("versions/x.lua", "local op = require \"op\"\nlocal sa = require \"sa\"\n" + body + "\n");
      executor_.accept(ops::Commit{}, {});
    } catch (const Error& e) {
      executor_.rollback();
      throw std::runtime_error("refused: " + std::string(e.what()) + "\n" + e.sql + "\n" + e.where + "\n" + body);
    }
  }

  // Every part of every table in words, whatever the order of its columns and however keys and nameless constraints are
  // called (SQLite may have what is named once more without a name).
  Lines picture(const Tables& models) {
    Lines lines;
    schema::Schema whole;
    named_.clear();
    for (const Table& model : models) {
      for (const schema::Constraint& one : model.constraints) named_.insert(schema::name_of(one).text);
    }
    for (Table& table : inspector_->tables(std::nullopt))
      whole.tables.emplace(schema::key_of({}, table.name), autogen::folded(table));
    for (const auto& [key, table] : whole.tables) add(table, whole, lines);
    for (const auto& type : inspector_->enums(std::nullopt)) {
      lines.push_back("type " + type.name + ": " + text::join(type.values, ", "));
    }
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());  // a UNIQUE with a name beside one that has none
    return lines;
  }

  void insert_rows(const Tables& tables) {
    for (const Table& table : tables) {
      std::vector<std::string> names, values;
      for (const auto& column : table.columns) {
        if (column.computed) continue;
        const auto family = schema::family(*column.type);
        names.push_back(database_.dialect->quote(column.name));
        values.push_back(family == schema::Family::kBoolean ? "true" : family == schema::Family::kEnum ? "'a'" : "'1'");
      }
      rows_.push_back("INSERT INTO " + database_.dialect->quote(table.name) + " (" + text::join(names, ", ") + ") VALUES (" +
                      text::join(values, ", ") + ")");
    }
    // Keys in circles: the checks come at the end of the transaction, or not at all on SQLite.
    if (on_postgresql()) rows_.insert(rows_.begin(), "SET session_replication_role = replica");
    if (on_postgresql()) rows_.push_back("SET session_replication_role = origin");
    database_.connection->execute(text::join(rows_, ";\n"));
    rows_.clear();
  }

  // How many tables have no row, and whether any reference leads nowhere.
  int empty_tables(const Tables& tables) {
    int empty = 0;
    for (const Table& table : tables) {
      const auto rows = database_.rows("SELECT id FROM " + database_.dialect->quote(table.name));
      empty += rows.size() == 1 && rows[0][0] == Value(std::int64_t{1}) ? 0 : 1;
    }
    return empty;
  }

 private:
  void add(const Table& table, const schema::Schema& whole, Lines& lines) const {
    const std::string place = table.name + ": ";
    const autogen::Signatures signatures{*comparer_, true, whole};
    lines.push_back(place + table.comment.value_or("no comment"));
    for (const schema::Column& column : table.columns) lines.push_back(place + words(column));
    for (const schema::Constraint& constraint : table.constraints) {
      const std::string& name = schema::name_of(constraint).text;
      const bool says = constraint.index() != 0 && !std::holds_alternative<schema::ForeignKeyConstraint>(constraint);
      std::string line = place;
      if (says && on_postgresql() && named_.count(name) != 0) line += name + " ";
      lines.push_back(line += signatures.of(constraint));
    }
    for (const schema::Index& index : table.indexes) lines.push_back(place + index.name.text + " " + signatures.of(index));
  }

  std::string words(const schema::Column& column) const {
    std::string text = "column " + column.name + " " + comparer_->type(*column.type) + (column.is_nullable() ? "" : " not null");
    if (column.server_default) text += " default " + comparer_->default_value(*column.server_default, &*column.type);
    if (column.computed) text += " as " + comparer_->expression(column.computed->sqltext);
    if (column.identity) text += " " + host::write(*column.identity);
    return text + " " + column.comment.value_or("");
  }

  Database database_;
  std::unique_ptr<schema::Inspector> inspector_;
  std::unique_ptr<sql::Comparer> comparer_;
  host::State lua_{host::Limits(), {}, ""};
  host::Module module_;
  engine::Executor executor_;
  std::vector<std::string> rows_;
  std::set<std::string> named_;  // constraints that the models give a name
};

// What only one of the two has; both sorted.
std::string difference(const Lines& found, const Lines& wanted) {
  Lines missing, superfluous;
  std::set_difference(wanted.begin(), wanted.end(), found.begin(), found.end(), std::back_inserter(missing));
  std::set_difference(found.begin(), found.end(), wanted.begin(), wanted.end(), std::back_inserter(superfluous));
  std::string text;
  for (const std::string& line : missing) text += "missing: " + line + "\n";
  for (const std::string& line : superfluous) text += "too much: " + line + "\n";
  return text;
}

void expect_nothing(const std::string& differences) {
  INFO(differences);
  CHECK(differences.empty());
}

// One pair of schemas: `site` goes from A to B and back, `fresh` begins with B.
void migrate(Site& site, Site& fresh, const Tables& a, const Tables& b, bool rows) {
  site.clear();
  fresh.clear();
  site.run(site.compare(a).up);
  expect_nothing(text::join(site.compare(a).lines, "\n"));
  const Lines as_a = site.picture(a);
  if (rows) site.insert_rows(a);

  const Migration begin = fresh.compare(b);
  fresh.run(begin.up);
  const Lines as_b = fresh.picture(b);

  const Migration change = site.compare(b);
  INFO("up:\n" << change.up << "\ndown:\n" << change.down);
  site.run(change.up);
  expect_nothing(text::join(site.compare(b).lines, "\n"));
  expect_nothing(difference(site.picture(b), as_b));
  if (rows) CHECK(site.empty_tables(b) == 0);

  site.run(change.down);
  expect_nothing(text::join(site.compare(a).lines, "\n"));
  expect_nothing(difference(site.picture(a), as_a));
  if (rows) CHECK(site.empty_tables(a) == 0);

  fresh.run(begin.down);
  expect_nothing(difference(fresh.picture({}), {}));
}

// Seeds of its own for somebody who looks for more: RUNNER_TEST_SEED=1000 RUNNER_TEST_PAIRS=2000.
unsigned setting(const char* name, unsigned usual) {
  const char* given = std::getenv(name);
  return given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : usual;
}

void migrate_pairs(std::optional<Database> one, std::optional<Database> another, bool rows) {
  if (!one || !another) return;
  log::set_level("runner", log::Level::kError);
  Site site(std::move(*one)), fresh(std::move(*another));
  const SchemaKind kind{site.on_postgresql(), rows};
  const unsigned begin = setting("RUNNER_TEST_SEED", 1), count = setting("RUNNER_TEST_PAIRS", kPairs);
  for (unsigned seed = begin; seed < begin + count; ++seed) {
    INFO("seed " << seed);
    try {
      migrate(site, fresh, RandomSchema(kind, 2 * seed).make(), RandomSchema(kind, 2 * seed + 1).make(), rows);
    } catch (const std::exception& e) {
      FAIL_CHECK(e.what());
    }
  }
}

}  // namespace

TEST_CASE("a generated migration leads from any schema to any other and back on SQLite", "[migrations]") {
  migrate_pairs(on_sqlite(), on_sqlite(), false);
}

TEST_CASE("a generated migration keeps the rows that are there on SQLite", "[migrations]") {
  migrate_pairs(on_sqlite(), on_sqlite(), true);
}

TEST_CASE("a generated migration leads from any schema to any other and back on PostgreSQL", "[migrations]") {
  migrate_pairs(on_postgresql(), on_postgresql(), false);
}

TEST_CASE("a generated migration keeps the rows that are there on PostgreSQL", "[migrations]") {
  migrate_pairs(on_postgresql(), on_postgresql(), true);
}
