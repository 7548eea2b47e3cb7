#include "engine/version_hooks.h"

#include <string>

namespace runner::engine {
namespace {

using Ids = std::vector<std::string>;

// What stands below the step's revision: dependencies, too, where they are not implied.
Ids parents_of(const graph::RevisionGraph& graph, graph::Node node) {
  Ids ids;
  for (const graph::Node parent : graph.norm(node)) ids.push_back(graph.at(parent).id);
  return ids;
}

// Alembic's MigrationInfo (reference/alembic.md 5.3).
host::Ref info_of(Session& session, const graph::Step& step) {
  host::State& lua = session.lua();
  const bool is_stamp = step.direction == graph::Direction::kStamp;
  Ids upper = step.is_upward ? step.to : step.from;
  Ids lower = step.is_upward ? step.from : step.to;
  if (!is_stamp) {
    upper = {session.graph().at(step.node).id};
    lower = parents_of(session.graph(), step.node);
  }
  host::Ref info = lua.table();
  info.set("is_upgrade", lua.boolean(step.is_upward));
  info.set("is_stamp", lua.boolean(is_stamp));
  info.set("is_migration", lua.boolean(!is_stamp));
  info.set("up_revision_id", upper.empty() ? lua.nil() : lua.string(upper.front()));
  info.set("up_revision_ids", lua.list(upper));
  info.set("down_revision_ids", lua.list(lower));
  info.set("source_revision_ids", lua.list(step.is_upward ? lower : upper));
  info.set("destination_revision_ids", lua.list(step.is_upward ? upper : lower));
  return info;
}

}  // namespace

std::function<void(const graph::Step& step)> version_hooks(Session& session, const std::vector<host::Ref>& hooks,
                                                           const host::Ref& call, const host::Ref& run_args,
                                                           const graph::Rows& rows) {
  if (hooks.empty()) return nullptr;
  return [&session, hooks, call, run_args, moving = graph::MovingRows(rows)](const graph::Step& step) mutable {
    moving.apply(step);
    host::State& lua = session.lua();
    for (const host::Ref& hook : hooks) {
      lua.call(call, {hook, info_of(session, step), lua.list(moving.sorted()), run_args.is_table() ? run_args : lua.table()});
    }
  };
}

}  // namespace runner::engine
