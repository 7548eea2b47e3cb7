// The sink that runs: ops become statements on a connection, inside the transactions that Begin and Commit ops make.
// Guards what a script may not do (end the transaction) and what the version table promises (exactly one row moves).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "db/connection.h"
#include "engine/rebuild_guard.h"
#include "engine/walk_journal.h"
#include "ops/sink.h"
#include "sql/dialect.h"

namespace runner::engine {

class RowRuns;

class Executor : public ops::OpSink, private sql::Facts {
 public:
  // Both outlive the executor.
  Executor(db::Connection& connection, const sql::Dialect& dialect) : connection_(connection), dialect_(dialect) {}

  void set_options(sql::CompileOptions options) { options_ = std::move(options); }
  // What op.batch_update and op.batch_delete do outside of a transaction is remembered beside that table, so that a run that was
  // stopped can go on; the migrator says which migration runs.
  void remember_walks(const ops::VersionTable& version_table) { journal_.emplace(connection_, dialect_, version_table); }
  void begin_revision(const std::string& name) {
    if (journal_) journal_->begin_revision(name);
  }
  void end_revision() {
    if (journal_) journal_->forget();
  }

  void accept(ops::Op&& op, const std::string& where) override;
  std::unique_ptr<Cursor> execute(const ops::Query& query, const std::string& where) override;
  std::int64_t insert(const ops::InsertTarget& target, RowSource& rows, const std::string& where) override;
  schema::Inspector& inspector(const std::string& where) override;
  std::string dialect_name() const override { return dialect_.name(); }
  bool as_sql() const override { return false; }

  db::Connection& connection() { return connection_; }
  const sql::Dialect& dialect() const { return dialect_; }
  bool in_transaction() const { return open_; }
  // Counts commits: what was done before the last change of this number is on disk.
  int commits() const { return commits_; }
  // Undoes the open transaction, if any; never throws.
  void rollback() noexcept;

 private:
  // Facts, from the catalogue.
  std::optional<std::vector<std::string>> enum_values(const std::optional<std::string>& schema, const std::string& name) override;
  bool has_domain(const std::optional<std::string>& schema, const std::string& name) override;
  std::optional<schema::Table> table(const std::optional<std::string>& schema, const std::string& name) override;
  bool mentioned_elsewhere(const std::optional<std::string>& schema, const std::string& table,
                           const std::vector<std::string>& columns) override;

  void dispatch(const ops::Op& op);
  void begin();
  void commit();
  void run(const sql::Statement& statement);
  void run_text(const std::string& text);
  void run_query_op(const ops::Execute& op);
  void run_batch(const ops::BatchAlterTable& batch);
  std::unique_ptr<Cursor> execute_many(const ops::Query& query);
  std::int64_t insert_run(const ops::InsertTarget& target, RowRuns& rows);
  void alter_in_place(const ops::BatchAlterTable& batch);
  void rebuild(ops::BatchAlterTable batch);
  // Runs `work` wholly or, when it throws, not at all: in a savepoint, or in a transaction of its own.
  template <class Work>
  void as_one(const std::string& name, const Work& work);
  void undo(const std::string& savepoint) noexcept;
  template <class WalkOp>
  void walk(const WalkOp& op);
  void set_version(const ops::SetVersion& op);
  void savepoint(const ops::Savepoint& op);
  void rollback_step() noexcept;
  void compile_and_run(const ops::Op& op);
  void run_for(const ops::Op& op, const sql::Statement& statement);
  void check_still_in_transaction(const std::string& sql);

  db::Connection& connection_;
  const sql::Dialect& dialect_;
  sql::CompileOptions options_;
  std::unique_ptr<schema::Inspector> inspector_;
  std::optional<WalkJournal> journal_;
  RebuildGuard guard_;
  bool open_ = false;    // we began a transaction and have not ended it
  bool reopen_ = false;  // an autocommit block is running: begin again when it ends
  int autocommit_depth_ = 0;
  int commits_ = 0;
};

}  // namespace runner::engine
