#include "autogen/wording.h"

#include <algorithm>

#include "autogen/signature.h"
#include "base/error.h"
#include "base/log.h"
#include "base/text.h"

namespace runner::autogen {

namespace {

using schema::CheckConstraint;
using schema::Column;
using schema::Constraint;
using schema::ExcludeConstraint;
using schema::Index;
using schema::Table;
using schema::TableKey;

// Types are there, or the question would not be asked.
class NoFacts : public sql::Facts {
 public:
  std::optional<std::vector<std::string>> enum_values(const std::optional<std::string>&, const std::string&) override {
    return std::nullopt;
  }
  std::optional<Table> table(const std::optional<std::string>&, const std::string&) override { return std::nullopt; }
};

// A temporary table that holds what is to be read back. Constraints and indexes are found again by their place in the model.
struct Question {
  TableKey key;
  const Table* wanted;
  Table table;
  std::vector<std::size_t> constraints, indexes;  // places in `wanted`
};

class Asking {
 public:
  Asking(const schema::Schema& have, const sql::Comparer& comparer)
      : have_(have), comparer_(comparer), signatures_{comparer, true, have} {}

  // What is spelt differently on the two sides; nullopt when nothing is.
  std::optional<Question> about(const Table& wanted, const Table& have, std::size_t number) const {
    Question question{schema::key_of(wanted.schema, wanted.name), &wanted, {}, {}, {}};
    question.table.name = "runner_words_" + std::to_string(number);
    question.table.prefixes = {"TEMPORARY"};
    const bool columns = add_columns(question, wanted, have);
    add_constraints(question, wanted, have);
    add_indexes(question, wanted, have);
    const bool any = columns || !question.constraints.empty() || !question.indexes.empty();
    return any ? std::optional(std::move(question)) : std::nullopt;
  }

  // The model with what the catalogue showed of the question.
  static Table answered(const Question& question, const Table& shown) {
    Table worded = *question.wanted;
    for (Column& column : worded.columns) {
      const Column* read = shown.find(column.name);
      const Column* asked = question.table.find(column.name);
      if (!read || !asked) continue;
      if (asked->server_default) column.server_default = read->server_default;
      if (asked->computed) column.computed = read->computed;
    }
    for (std::size_t place : question.constraints) {
      for (const Constraint& read : shown.constraints) {
        if (schema::name_of(read).text == label("c", place)) reword(worded.constraints[place], read);
      }
    }
    for (std::size_t place : question.indexes) {
      for (const Index& read : shown.indexes) {
        if (read.name.text != index_name(question, place)) continue;
        worded.indexes[place].columns = read.columns;
        worded.indexes[place].options = read.options;
      }
    }
    return worded;
  }

 private:
  static std::string label(const char* letter, std::size_t place) { return std::string(letter) + std::to_string(place); }
  static std::string index_name(const Question& question, std::size_t place) {
    return question.table.name + "_" + std::to_string(place);
  }

  static void reword(Constraint& constraint, const Constraint& read) {
    if (auto* check = std::get_if<CheckConstraint>(&constraint)) {
      if (const auto* shown = std::get_if<CheckConstraint>(&read)) check->condition = shown->condition;
    } else if (auto* exclude = std::get_if<ExcludeConstraint>(&constraint)) {
      const schema::Name name = exclude->name;
      if (const auto* shown = std::get_if<ExcludeConstraint>(&read)) *exclude = *shown;
      exclude->name = name;
    }
  }

  // ---- columns ----

  bool add_columns(Question& question, const Table& wanted, const Table& have) const {
    bool any = false;
    for (const Column& column : have.columns) {
      question.table.columns.push_back(bare(column.name, column.type));
    }
    for (const Column& column : wanted.columns) {
      const Column* there = have.find(column.name);
      if (!there) {
        if (is_there(column.type)) question.table.columns.push_back(bare(column.name, column.type));
        continue;
      }
      any = add_column(*question.table.find(column.name), column, *there) || any;
    }
    return any;
  }

  static Column bare(const std::string& name, const schema::TypeBox& type) {
    Column column;
    column.name = name;
    column.type = type;
    if (type && type->create_type.value_or(true)) column.type.edit().create_type = false;
    return column;
  }

  // Can a column of this type be made? Not while an enum type is only in the models.
  bool is_there(const schema::TypeBox& type) const {
    if (!type) return false;
    const schema::Type* innermost = &type->on(comparer_.dialect().name());
    while (innermost->item) innermost = &innermost->item->on(comparer_.dialect().name());
    const bool named = schema::family(*innermost) == schema::Family::kEnum && innermost->native_enum.value_or(true);
    return !named || have_.enums.count(schema::key_of(innermost->schema, innermost->type_name.value_or(""))) != 0;
  }

  bool add_column(Column& asked, const Column& wanted, const Column& have) const {
    if (wanted.type && have.type && is_there(wanted.type) && !comparer_.same_type(*wanted.type, *have.type)) {
      asked.type = bare(wanted.name, wanted.type).type;
    }
    if (wanted.computed && have.computed) {
      if (comparer_.expression(wanted.computed->sqltext) == comparer_.expression(have.computed->sqltext)) return false;
      asked.computed = wanted.computed;
      return true;
    }
    if (!wanted.server_default || !have.server_default || wanted.computed || have.computed) return false;
    if (text(wanted) == text(have)) return false;
    asked.server_default = wanted.server_default;
    return true;
  }

  std::string text(const Column& column) const {
    return comparer_.default_value(*column.server_default, column.type ? &*column.type : nullptr);
  }

  // ---- constraints and indexes ----

  void add_constraints(Question& question, const Table& wanted, const Table& have) const {
    std::set<std::string> known;
    for (const Constraint& constraint : have.constraints) known.insert(signatures_.of(constraint));
    for (std::size_t i = 0; i < wanted.constraints.size(); ++i) {
      const auto* check = std::get_if<CheckConstraint>(&wanted.constraints[i]);
      const bool asks = check || std::holds_alternative<ExcludeConstraint>(wanted.constraints[i]);
      if (!asks || known.count(signatures_.of(wanted.constraints[i])) != 0) continue;
      Constraint asked = wanted.constraints[i];
      schema::name_of(asked) = {label("c", i), true};
      if (auto* named = std::get_if<CheckConstraint>(&asked)) named->type_bound.clear();
      question.constraints.push_back(i);
      question.table.constraints.push_back(std::move(asked));
    }
  }

  void add_indexes(Question& question, const Table& wanted, const Table& have) const {
    std::set<std::string> known;
    for (const Index& index : have.indexes) known.insert(signatures_.of(index));
    for (std::size_t i = 0; i < wanted.indexes.size(); ++i) {
      const Index& index = wanted.indexes[i];
      const bool words = !index.options.empty() || std::any_of(index.columns.begin(), index.columns.end(),
                                                               [](const schema::Expr& column) { return !column.is("column"); });
      if (!words || known.count(signatures_.of(index)) != 0) continue;
      Index asked = index;
      asked.name = {index_name(question, i), true};
      std::erase_if(asked.options, [](const auto& entry) {
        return entry.first.ends_with("_concurrently") || entry.first.ends_with("_tablespace");
      });
      question.indexes.push_back(i);
      question.table.indexes.push_back(std::move(asked));
    }
  }

  const schema::Schema& have_;
  const sql::Comparer& comparer_;
  Signatures signatures_;
};

// A transaction, or a savepoint inside the one that is open, that is always undone.
class Undone {
 public:
  explicit Undone(db::Connection& connection) : connection_(connection), inside_(connection.in_transaction()) {
    if (inside_) {
      connection_.execute("SAVEPOINT runner_words");
    } else {
      connection_.begin();
    }
  }
  ~Undone() {
    try {
      if (inside_) {
        connection_.execute("ROLLBACK TO SAVEPOINT runner_words");
      } else {
        connection_.rollback();
      }
    } catch (const Error& e) {
      log::warn("runner.autogenerate", std::string("the temporary tables of the comparison could not be undone: ") + e.what());
    }
  }
  Undone(const Undone&) = delete;
  Undone& operator=(const Undone&) = delete;

 private:
  db::Connection& connection_;
  bool inside_;
};

class Server {
 public:
  Server(db::Connection& connection, schema::Inspector& inspector, const sql::Dialect& dialect)
      : connection_(connection), inspector_(inspector), dialect_(dialect) {}

  // The temporary tables as the catalogue shows them, by name. Throws Error{kSql}.
  std::map<std::string, Table> ask(const std::vector<const Question*>& questions) {
    Undone undone(connection_);
    connection_.execute(text::join(statements(questions), ";\n"));
    std::map<std::string, Table> shown;
    for (Table& table : inspector_.tables(inspector_.temporary_schema())) {
      const std::string name = table.name;
      shown.emplace(name, std::move(table));
    }
    return shown;
  }

 private:
  std::vector<std::string> statements(const std::vector<const Question*>& questions) const {
    NoFacts facts;
    std::vector<std::string> sql;
    for (const Question* question : questions) {
      ops::CreateTable create;
      create.table = question->table;
      for (const auto& statement : dialect_.compile(create, facts, {})) sql.push_back(statement.sql);
    }
    return sql;
  }

  db::Connection& connection_;
  schema::Inspector& inspector_;
  const sql::Dialect& dialect_;
};

}  // namespace

Wording server_words(const std::vector<Table>& wanted, const schema::Schema& have, db::Connection& connection,
                     schema::Inspector& inspector, const sql::Comparer& comparer) {
  Wording wording;
  if (!comparer.rewords()) return wording;
  const Asking asking(have, comparer);
  std::vector<Question> questions;
  for (const Table& table : wanted) {
    const Table* there = have.find(table.schema, table.name);
    if (!there) continue;
    if (auto question = asking.about(table, *there, questions.size())) questions.push_back(std::move(*question));
  }
  if (questions.empty()) return wording;
  Server server(connection, inspector, comparer.dialect());
  const auto ask = [&](const std::vector<const Question*>& some) {
    const auto shown = server.ask(some);
    for (const Question* question : some) {
      const auto found = shown.find(question->table.name);
      if (found != shown.end()) wording.tables.emplace(question->key, Asking::answered(*question, found->second));
    }
  };
  std::vector<const Question*> all;
  for (const Question& question : questions) all.push_back(&question);
  try {
    ask(all);
    return wording;
  } catch (const Error& e) {
    log::debug("runner.autogenerate", std::string("asking about all tables at once failed: ") + e.what());
  }
  // Something in one of them is no SQL for this server: the others are still asked, one by one.
  for (const Question* question : all) {
    try {
      ask({question});
    } catch (const Error& e) {
      log::debug("runner.autogenerate",
                 "table '" + question->wanted->name + "' is compared without the server's help: " + e.what());
      wording.unknown.insert(question->key);
    }
  }
  return wording;
}

}  // namespace runner::autogen
