// The sink that prints (--sql): ops become reviewable SQL text. Nothing leaves before finish(), so a failing script prints
// nothing. What it needs to know of the database (a table to be rebuilt, an enum type) it takes from the history that came
// before, replayed only when somebody asks.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ops/sink.h"
#include "schema/schema.h"
#include "sql/dialect.h"

namespace runner::engine {

class ReplayedInspector;

class SqlPrinter : public ops::OpSink, private sql::Facts {
 public:
  // Replays what was applied before the printed range; called at most once.
  using ReplayBefore = std::function<schema::Schema()>;

  explicit SqlPrinter(const sql::Dialect& dialect);
  ~SqlPrinter() override;

  void set_options(sql::CompileOptions options) { options_ = std::move(options); }
  void set_transactional(bool on) { transactional_ = on; }
  void set_replay(ReplayBefore replay) { replay_ = std::move(replay); }
  // Names the running revision in taints.
  void set_revision(std::string id) { revision_ = std::move(id); }

  void accept(ops::Op&& op, const std::string& where) override;
  std::unique_ptr<Cursor> execute(const ops::Query& query, const std::string& where) override;
  std::int64_t insert(const ops::InsertTarget& target, RowSource& rows, const std::string& where) override;
  schema::Inspector& inspector(const std::string& where) override;
  std::string dialect_name() const override { return dialect_.name(); }
  bool as_sql() const override { return true; }
  bool in_transaction() const { return open_; }

  // The whole script: a first comment, then everything printed. "" when nothing was.
  std::string finish();

 private:
  struct Seen {
    ops::Op op;
    std::string source;
  };

  std::optional<std::vector<std::string>> enum_values(const std::optional<std::string>& schema, const std::string& name) override;
  bool has_domain(const std::optional<std::string>& schema, const std::string& name) override;
  bool has_table(const std::optional<std::string>& schema, const std::string& name) override;
  std::optional<schema::Table> table(const std::optional<std::string>& schema, const std::string& name) override;
  bool mentioned_elsewhere(const std::optional<std::string>& schema, const std::string& table,
                           const std::vector<std::string>& columns) override;

  const schema::Schema& schema();
  void remember(ops::Op op, const std::string& where);
  void begin();
  void commit();
  void print_op(const ops::Op& op);
  void print_rebuild(ops::BatchAlterTable batch, const std::string& where);
  void statement(const std::string& sql);
  void raw(std::string_view text);

  const sql::Dialect& dialect_;
  sql::CompileOptions options_;
  ReplayBefore replay_;
  std::string revision_;
  std::string out_;
  std::deque<Seen> pending_;  // ops not yet applied to schema_
  std::optional<schema::Schema> schema_;
  std::unique_ptr<ReplayedInspector> inspector_;
  bool transactional_ = true;
  bool open_ = false;  // inside a transaction, as the ops say
  bool begin_printed_ = false;
  bool reopen_ = false;
  bool rebuilt_ = false;
  int autocommit_depth_ = 0;
};

}  // namespace runner::engine
