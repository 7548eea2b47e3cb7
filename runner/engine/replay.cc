#include "engine/replay.h"

#include "base/error.h"
#include "graph/plan.h"
#include "ops/sink.h"
#include "schema/apply.h"

namespace runner::engine {
namespace {

void replay_one(const ReplayRequest& request, const graph::Revision& revision, schema::Schema& schema) {
  Session& session = request.session;
  const std::string source = "revision " + revision.id;
  const host::Script script = session.load(revision);
  host::Ref upgrade = script.function("upgrade");
  if (const auto engine = request.run_args.get("engine_name").string(); upgrade.is_nil() && engine) {
    upgrade = script.function("upgrade_" + *engine);
  }
  if (!upgrade.is_function()) return;
  ops::Recorder recorder(request.dialect.name());
  session.module().set_sink(&recorder);
  std::optional<std::string> unknown;
  try {
    session.lua().call(upgrade,
                       request.run_args.is_table() ? std::vector<host::Ref>{request.run_args} : std::vector<host::Ref>{});
  } catch (const Error& e) {
    if (e.code == ErrorCode::kInterrupted || e.code == ErrorCode::kTerminated || session.lua().stopped()) throw;
    unknown = source + (e.where.empty() ? "" : ", " + e.where) + " (it cannot be replayed without a database)";
  }
  session.module().set_sink(nullptr);
  for (const auto& entry : recorder.entries)
    schema::apply(entry.op, schema, source + ", " + entry.where, request.naming, request.dialect.max_identifier());
  if (unknown) schema.taint_all(*unknown);
}

}  // namespace

schema::Schema replay(const ReplayRequest& request) {
  schema::Schema schema;
  const graph::RevisionGraph& graph = request.session.graph();
  graph::Rows rows;
  for (const std::string& target : request.rows) {
    const auto steps = graph::plan_upgrade(graph, rows, target);
    for (const graph::Step& step : steps) replay_one(request, graph.at(step.node), schema);
    rows = graph::rows_after(rows, steps);
  }
  return schema;
}

}  // namespace runner::engine
