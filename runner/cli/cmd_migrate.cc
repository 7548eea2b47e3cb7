// The commands that change a database (or print how): upgrade, downgrade, stamp, ensure_version.
#include <cstdio>
#include <cstdlib>

#include "base/error.h"
#include "base/log.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "engine/env.h"
#include "graph/plan.h"

namespace runner::cli {
namespace {

struct Range {
  std::optional<std::string> start;
  std::string target;
};

Range range_of(const std::string& text, bool sql) {
  auto [start, target] = graph::split_range(text);
  if (start && !sql) {
    throw Error(ErrorCode::kUsage, "Range revision not allowed")
        .with_hint("a:b is for --sql; online the database says where it is");
  }
  return {std::move(start), std::move(target)};
}

// A long plan ends as tens of thousands of little pieces of memory, and nothing but memory: the system takes it back at once
// with the process, where giving it back piece by piece is a twentieth of the whole run.
void leave() {
#if !defined(__SANITIZE_ADDRESS__)  // which wants to see that each piece is accounted for
  std::fflush(nullptr);
  std::_Exit(0);
#endif
}

int run(engine::Session& session, engine::Task task) {
  const bool sql = task.as_sql;
  engine::Environment environment(session, std::move(task));
  try {
    environment.run();
  } catch (Error& e) {
    const bool ran = !e.notes.empty() && !sql;  // a revision was begun
    if (e.hint.empty() && ran) e.hint = "when that is mended, run the command again; where the database stands: runner status";
    throw;
  }
  if (sql) {
    write_stdout(environment.take_output());
    if (!environment.has_engine()) leave();
  }
  return 0;
}

engine::Task moving_task(const Range& range, bool sql, const std::optional<std::string>& tag) {
  engine::Task task;
  task.as_sql = sql;
  task.starting = range.start;
  task.destination = range.target;
  task.tag = tag;
  task.needs_version_table = true;
  return task;
}

}  // namespace

int upgrade(const GlobalOptions& global, const MoveOptions& options) {
  engine::Session session(global.session);
  const Range range = range_of(options.target, options.sql);
  engine::Task task = moving_task(range, options.sql, options.tag);
  task.plan = [&](const graph::Rows& rows) { return graph::plan_upgrade(session.graph(), rows, range.target); };
  session.keep_texts(options.sql ? script::Texts::kAll : script::Texts::kSome);
  session.graph();  // a broken history stops before the database is touched
  return run(session, std::move(task));
}

int downgrade(const GlobalOptions& global, const MoveOptions& options) {
  engine::Session session(global.session);
  const Range range = range_of(options.target, options.sql);
  if (options.sql && !range.start) {
    throw Error(ErrorCode::kUsage, "downgrade with --sql requires <fromrev>:<torev>")
        .with_hint("for example: runner downgrade head:base --sql");
  }
  engine::Task task = moving_task(range, options.sql, options.tag);
  task.plan = [&](const graph::Rows& rows) {
    std::string warning;
    auto steps = graph::plan_downgrade(session.graph(), rows, range.target, &warning);
    if (!warning.empty()) log::warn("runner.migration", warning);
    return steps;
  };
  session.keep_texts(options.sql ? script::Texts::kAll : script::Texts::kSome);
  session.graph();
  return run(session, std::move(task));
}

int stamp(const GlobalOptions& global, const StampOptions& options) {
  if (options.sql && options.purge) throw Error(ErrorCode::kUsage, "Can't use --purge with --sql mode");
  engine::Session session(global.session);
  std::vector<std::string> targets;
  std::optional<std::string> start;
  for (const std::string& text : options.targets) {
    const Range range = range_of(text, options.sql);
    if (range.start && start && *range.start != *start) {
      throw Error(ErrorCode::kUsage, "Stamp operation with --sql only supports a single starting revision at a time");
    }
    if (range.start) start = range.start;
    targets.push_back(range.target);
  }
  engine::Task task = moving_task({start, targets.front()}, options.sql, options.tag);
  task.purge = options.purge;
  task.plan = [&](const graph::Rows& rows) { return graph::plan_stamp(session.graph(), rows, targets); };
  session.graph();
  return run(session, std::move(task));
}

int ensure_version(const GlobalOptions& global, bool sql) {
  engine::Session session(global.session);
  engine::Task task;
  task.as_sql = sql;
  task.needs_version_table = true;
  return run(session, std::move(task));
}

}  // namespace runner::cli
