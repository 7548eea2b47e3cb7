#include "sql/batch_plan.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "schema/apply.h"

namespace runner::sql {

namespace {

using ops::Op;
using schema::Column;
using schema::Table;

bool is_sqlite(const Dialect& dialect) {
  return dialect.name() == "sqlite";
}
bool is_postgresql(const Dialect& dialect) {
  return dialect.name() == "postgresql";
}

// What a rebuild may ask when nobody else answers: the enum types that the table already uses.
class TypesInUse : public Facts {
 public:
  explicit TypesInUse(const Table& table) : table_(table) {}

  std::optional<std::vector<std::string>> enum_values(const std::optional<std::string>& schema,
                                                      const std::string& name) override {
    for (const Column& column : table_.columns) {
      const schema::Type* type = column.type ? &*column.type : nullptr;
      while (type && type->item) {
        type = &*type->item;
      }
      if (type && !type->values.empty() && type->type_name == name && type->schema == schema) {
        return type->values;
      }
    }
    return std::nullopt;
  }
  std::optional<Table> table(const std::optional<std::string>&, const std::string&) override { return table_; }

 private:
  const Table& table_;
};

class Plan {
 public:
  Plan(const ops::BatchAlterTable& batch, const Table& before, const Dialect& dialect, CompileOptions options, Facts& facts)
      : before_(located(before, batch)), dialect_(dialect), options_(std::move(options)), facts_(facts) {
    result_ = schema::apply_batch(batch, before_, options_.naming, dialect.max_identifier());
    options_.naming = {};  // what has no name by now keeps none
    temporary_ = batch_temp_name(before_.name);
  }

  std::vector<Statement> run() {
    drop_old_constraint_names();
    create_new();
    copy_rows();
    carry_counter();
    add(drop_old());
    rename_new();
    restart_sequences();
    for (const schema::Index& index : result_.table.indexes) {
      ops::CreateIndex create;
      create.table_name = before_.name;
      create.schema = before_.schema;
      create.index = index;
      add(create);
    }
    for (const std::string& sql : result_.table.attached_sql) {
      say(sql);
    }
    return std::move(statements_);
  }

 private:
  // A copy_from may describe the table under another name.
  static Table located(Table table, const ops::BatchAlterTable& batch) {
    const bool other_case = table.name != batch.table_name && text::lower(table.name) == text::lower(batch.table_name);
    if (!other_case) table.name = batch.table_name;  // SQLite finds "T" where "t" is
    table.schema = batch.schema;
    return table;
  }

  void say(std::string sql) { statements_.push_back({std::move(sql), {}, false}); }

  void add(const Op& op) {
    for (Statement& statement : dialect_.compile(op, facts_, options_)) {
      statements_.push_back(std::move(statement));
    }
  }

  std::string old_name() const { return dialect_.qualified(before_.schema, before_.name); }
  std::string new_name() const { return dialect_.qualified(before_.schema, temporary_); }

  // On PostgreSQL a key's index has its name, and two tables of a schema cannot have the same.
  void drop_old_constraint_names() {
    if (!is_postgresql(dialect_)) {
      return;
    }
    for (const schema::Constraint& constraint : before_.constraints) {
      const schema::Name& name = schema::name_of(constraint);
      if (name.given()) {
        ops::DropConstraint drop;
        drop.constraint_name = {name.text, true};
        drop.table_name = before_.name;
        drop.schema = before_.schema;
        add(drop);
      }
    }
  }

  void create_new() {
    ops::CreateTable create;
    create.table = result_.table;
    create.table.name = temporary_;
    create.table.indexes.clear();
    create.table.attached_sql.clear();
    add(create);
  }

  void copy_rows() {
    std::vector<std::string> targets;
    std::vector<std::string> sources;
    bool numbered_by_server = false;
    for (const auto& [name, source] : result_.copied) {
      const Column* column = result_.table.find(name);
      if (source.empty() || !column || column->computed) {
        continue;  // new, or computed by the database
      }
      numbered_by_server = numbered_by_server || (column->identity && column->identity->always.value_or(false));
      targets.push_back(dialect_.quote(name));
      const std::string value = old_name() + "." + dialect_.quote(source);
      const bool changed = std::find(result_.cast.begin(), result_.cast.end(), name) != result_.cast.end();
      const std::string type = changed ? dialect_.cast_type(column->type->on(dialect_.name())) : "";
      sources.push_back(type.empty() ? value : "CAST(" + value + " AS " + type + ") AS " + dialect_.quote(source));
    }
    if (targets.empty()) {
      return;  // every column is new: no row could be told from another
    }
    const std::string overriding = numbered_by_server && is_postgresql(dialect_) ? "OVERRIDING SYSTEM VALUE " : "";
    say((decides_conflicts(result_.table) ? "INSERT OR ABORT INTO " : "INSERT INTO ") + new_name() + " (" +
        text::join(targets, ", ") + ") " + overriding + "SELECT " + text::join(sources, ", ") + " FROM " + old_name());
  }

  // ON CONFLICT IGNORE or REPLACE must not lose a row of the copy.
  static bool decides_conflicts(const Table& table) {
    const auto any = [](const schema::Options& options) {
      return std::any_of(options.begin(), options.end(),
                         [](const auto& option) { return option.first.rfind("sqlite_on_conflict", 0) == 0; });
    };
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) { return any(column.options); }) ||
           std::any_of(table.constraints.begin(), table.constraints.end(), [&](const schema::Constraint& constraint) {
             return std::visit(
                 [&](const auto& one) {
                   if constexpr (requires { one.options; }) return any(one.options);
                   return false;
                 },
                 constraint);
           });
  }

  // AUTOINCREMENT never gives a number twice, also after the highest rows are gone: the counter moves along. Its row
  // follows the RENAME by itself.
  void carry_counter() {
    if (!is_sqlite(dialect_) || !counts(before_) || !counts(result_.table)) {
      return;
    }
    const std::string counters = dialect_.qualified(before_.schema, "sqlite_sequence");
    const std::string from = dialect_.literal(Value(before_.name), nullptr);
    const std::string to = dialect_.literal(Value(temporary_), nullptr);
    say("DELETE FROM " + counters + " WHERE name = " + to);
    say("INSERT INTO " + counters + " (name, seq) SELECT " + to + ", seq FROM " + counters + " WHERE name = " + from);
  }

  static bool counts(const Table& table) {
    const schema::Expr* wanted = schema::option(table.options, "sqlite_autoincrement");
    const bool* flag = wanted ? wanted->value.get_if<bool>() : nullptr;
    return wanted && (flag ? *flag : !wanted->is("false"));
  }

  ops::DropTable drop_old() const {
    ops::DropTable drop;
    drop.table_name = before_.name;
    drop.schema = before_.schema;
    return drop;
  }

  // SQLite checks every view at a RENAME, and those on the old table have nothing to look at just now: the old
  // behaviour does not look.
  void rename_new() {
    ops::RenameTable rename;
    rename.old_table_name = temporary_;
    rename.new_table_name = before_.name;
    rename.schema = before_.schema;
    if (is_sqlite(dialect_)) {
      say("PRAGMA legacy_alter_table=ON");
    }
    add(rename);
    if (is_sqlite(dialect_)) {
      say("PRAGMA legacy_alter_table=OFF");
    }
  }

  // A SERIAL or identity column of the new table counts from 1 again.
  void restart_sequences() {
    if (!is_postgresql(dialect_)) {
      return;
    }
    for (const auto& [name, source] : result_.copied) {
      const Column* column = result_.table.find(name);
      if (source.empty() || !column || !(column->identity || schema::autoincrements(result_.table, *column))) {
        continue;
      }
      const std::string quoted = dialect_.quote(name);
      say("SELECT setval(pg_get_serial_sequence(" + dialect_.literal(Value(old_name()), nullptr) + ", " +
          dialect_.literal(Value(name), nullptr) + "), coalesce(max(" + quoted + "), 1), max(" + quoted + ") IS NOT NULL) FROM " +
          old_name());
    }
  }

  const Table before_;
  const Dialect& dialect_;
  CompileOptions options_;
  Facts& facts_;
  schema::BatchResult result_;
  std::string temporary_;
  std::vector<Statement> statements_;
};

}  // namespace

bool needs_recreate(const ops::BatchAlterTable& batch, const Dialect& dialect) {
  switch (batch.recreate) {
    case ops::Recreate::kAlways:
      return true;
    case ops::Recreate::kNever:
      return false;
    case ops::Recreate::kAuto:
      break;
  }
  return is_sqlite(dialect) && schema::rebuild_needed(batch);
}

std::string batch_temp_name(const std::string& table) {
  static constexpr std::size_t kLongest = 50;
  std::string name = "_alembic_tmp_" + table;
  std::size_t end = std::min(name.size(), kLongest);
  while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) {
    --end;  // not inside a UTF-8 character
  }
  return name.substr(0, end);
}

std::vector<Statement> plan_recreate(const ops::BatchAlterTable& batch, const Table& before, const Dialect& dialect,
                                     const CompileOptions& options, Facts* facts) {
  TypesInUse in_use(before);
  return Plan(batch, before, dialect, options, facts ? *facts : in_use).run();
}

}  // namespace runner::sql
