#include "engine/migrator.h"

#include "base/error.h"
#include "base/interrupt.h"
#include "base/log.h"
#include "base/text.h"

namespace runner::engine {
namespace {

constexpr const char* kLogger = "runner.migration";

const char* verb(graph::Direction direction) {
  switch (direction) {
    case graph::Direction::kUp:
      return "upgrade";
    case graph::Direction::kDown:
      return "downgrade";
    case graph::Direction::kStamp:
      return "stamp_revision";
  }
  return "";
}

}  // namespace

std::string step_line(const graph::Step& step) {
  return std::string("Running ") + verb(step.direction) + " " + text::join(step.from, ", ") + " -> " + text::join(step.to, ", ");
}

void Migrator::run_attempt(const std::vector<graph::Step>& steps, bool scope_open) {
  const std::vector<Loaded> plan = load_all(steps);
  std::size_t current = 0;
  try {
    if (one_each()) {
      for (; current < plan.size(); ++current) {
        in_transaction(false, [&] { run_step(plan[current]); });
      }
    } else if (!plan.empty()) {
      in_transaction(scope_open, [&] {
        for (; current < plan.size(); ++current) run_step(plan[current]);
      });
    }
    if (options_.create_version_table) in_transaction(scope_open, [] {});  // nothing to run, yet the table shall be there
  } catch (Error& e) {
    if (executor_) executor_->rollback();
    describe_failure(e, plan, current);
    throw;
  }
}

void Migrator::in_transaction(bool scope_open, const std::function<void()>& body) {
  interrupt::check();
  if (!scope_open) emit(ops::Begin{});
  if (options_.create_version_table) emit(ops::CreateVersionTable{options_.version_table});
  options_.create_version_table = false;
  body();
  if (!scope_open) emit(ops::Commit{});
}

std::vector<Migrator::Loaded> Migrator::load_all(const std::vector<graph::Step>& steps) {
  std::vector<const graph::Revision*> revisions;
  for (const graph::Step& step : steps) {
    if (step.node >= 0) revisions.push_back(&session_.graph().at(step.node));
  }
  ops::OpSink* const before = session_.module().set_sink(nullptr);  // a script's top level has nothing to talk to
  std::vector<host::Script> scripts = session_.load_all(revisions);
  session_.module().set_sink(before);

  std::vector<Loaded> plan;
  plan.reserve(steps.size());
  std::size_t next = 0;
  for (const graph::Step& step : steps) {
    plan.push_back(step.node < 0 ? Loaded{&step, {}, {}, {}} : prepared(step, std::move(scripts[next++])));
  }
  return plan;
}

// Finds the function that a step runs.
Migrator::Loaded Migrator::prepared(const graph::Step& step, host::Script script) const {
  Loaded loaded{&step, std::move(script), {}, {}};
  const bool down = step.direction == graph::Direction::kDown;
  const std::string name = down ? "downgrade" : "upgrade";
  loaded.where = loaded.script.header.path;
  if (down && loaded.script.irreversible) {
    throw Error(ErrorCode::kScript, "revision " + loaded.script.header.id + " is irreversible: " + *loaded.script.irreversible)
        .at(loaded.where)
        .with_hint("nothing was run; restore from a backup, or stamp past it if you know that it is safe");
  }
  loaded.function = loaded.script.function(name);
  if (loaded.function.is_nil()) {
    if (const auto engine = options_.run_args.get("engine_name").string()) {
      loaded.function = loaded.script.function(name + "_" + *engine);
    }
  }
  if (!loaded.function.is_function()) {
    throw Error(ErrorCode::kScript, "revision " + loaded.script.header.id + " has no " + name + "() function")
        .at(loaded.where)
        .with_hint("define `function " + name + "() ... end`, not local");
  }
  return loaded;
}

void Migrator::run_step(const Loaded& loaded) {
  interrupt::check();
  const graph::Step& step = *loaded.step;
  const std::string line = step_line(step);
  const std::string message = step.node >= 0 ? session_.graph().at(step.node).message : std::string();
  log::info(kLogger, message.empty() ? line : line + ", " + message);
  const std::string id = step.node >= 0 ? session_.graph().at(step.node).id : std::string();
  emit(ops::Comment{line});
  if (on_step_) on_step_(id);
  if (executor_) executor_->begin_revision(verb(step.direction) + (" " + id));
  if (loaded.function.is_function()) call_script(loaded);
  move_rows(step);
  if (executor_) executor_->end_revision();
  if (options_.after_step) options_.after_step(step);
  committed_at_.push_back(executor_ ? executor_->commits() : 0);
}

void Migrator::call_script(const Loaded& loaded) {
  const bool outside = !loaded.script.transactional;
  if (outside) emit(ops::BeginAutocommit{});
  try {
    std::vector<host::Ref> args;
    if (options_.run_args.is_table()) args.push_back(options_.run_args);
    session_.lua().call(loaded.function, args);
    session_.module().close_cursors();
  } catch (Error& e) {
    if (e.where.empty()) e.where = loaded.where;
    throw;
  }
  interrupt::check();
  if (executor_ && executor_->in_transaction() && !executor_->connection().in_transaction()) {
    throw Error(ErrorCode::kState, "the transaction was gone when the script ended").at(loaded.where);
  }
  if (outside) emit(ops::EndAutocommit{});
}

void Migrator::move_rows(const graph::Step& step) {
  for (const graph::RowMove& move : step.moves) emit(ops::SetVersion{options_.version_table, move.from, move.to});
}

void Migrator::describe_failure(Error& error, const std::vector<Loaded>& plan, std::size_t failed) const {
  std::vector<std::string> kept, undone;
  const int commits = executor_ ? executor_->commits() : 0;
  const auto id_of = [&](std::size_t i) {
    const graph::Step& step = *plan[i].step;
    if (step.node >= 0) return session_.graph().at(step.node).id;
    return step.to.empty() ? "base" : text::join(step.to, ", ");
  };
  for (std::size_t i = 0; i < committed_at_.size() && i < plan.size(); ++i) {
    (executor_ && committed_at_[i] < commits ? kept : undone).push_back(id_of(i));
  }
  if (failed < plan.size()) undone.push_back(id_of(failed));
  if (!executor_) {
    error.notes.push_back("nothing was printed");
    return;
  }
  error.notes.push_back(kept.empty() ? "applied: nothing" : "applied: " + text::join(kept, ", "));
  if (undone.empty()) return;
  const bool part_stays = !options_.transactional || (failed < plan.size() && !plan[failed].script.transactional);
  error.notes.push_back((part_stays ? "not finished: " : "rolled back: ") + text::join(undone, ", "));
}

}  // namespace runner::engine
