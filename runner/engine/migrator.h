// Runs steps: the one place where an upgrade happens, told from top to bottom in run_attempt().
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/executor.h"
#include "engine/session.h"
#include "graph/plan.h"
#include "ops/sink.h"

namespace runner::engine {

struct RunOptions {
  ops::VersionTable version_table;
  bool transactional = true;                                // the dialect's transactional DDL, or what env.lua says
  bool per_migration = false;                               // transaction_per_migration
  bool create_version_table = false;                        // it is not there
  bool joins = false;                                       // the caller's transaction is open and stays so
  host::Ref run_args;                                       // context.run_migrations{ ... }: handed to upgrade()/downgrade()
  std::function<void(const graph::Step& step)> after_step;  // its rows have moved, nothing is committed yet
};

class Migrator {
 public:
  // `sink` is where everything goes; `executor` the same object when it runs online (for commits and rollback), else nullptr.
  Migrator(Session& session, ops::OpSink& sink, Executor* executor, RunOptions options)
      : session_(session), sink_(sink), executor_(executor), options_(std::move(options)) {}

  // Called with each revision's id before its script runs.
  void on_step(std::function<void(const std::string& id)> fn) { on_step_ = std::move(fn); }

  // Loads every script of the plan, then runs them. `scope_open`: the caller (context.begin_transaction, or env.lua itself)
  // owns the transaction around the run and will commit. Throws the first failure with notes on what stayed and what was undone.
  void run_attempt(const std::vector<graph::Step>& steps, bool scope_open);

 private:
  struct Loaded {
    const graph::Step* step;
    host::Script script;
    host::Ref function;
    std::string where;
  };

  // One transaction a migration: asked for, or because the database cannot undo DDL (rows and data still go together).
  bool one_each() const { return !options_.joins && (options_.per_migration || !options_.transactional); }
  void in_transaction(bool scope_open, const std::function<void()>& body);
  std::vector<Loaded> load_all(const std::vector<graph::Step>& steps);
  Loaded prepared(const graph::Step& step, host::Script script) const;
  void run_step(const Loaded& loaded);
  void call_script(const Loaded& loaded);
  void move_rows(const graph::Step& step);
  void emit(ops::Op op) { sink_.accept(std::move(op), {}); }
  void describe_failure(Error& error, const std::vector<Loaded>& plan, std::size_t failed) const;

  Session& session_;
  ops::OpSink& sink_;
  Executor* executor_;
  RunOptions options_;
  std::function<void(const std::string&)> on_step_;
  std::vector<int> committed_at_;  // per finished step: the commit count when its rows had moved
};

// "a, b -> c" as logs and printed comments show a step.
std::string step_line(const graph::Step& step);

}  // namespace runner::engine
