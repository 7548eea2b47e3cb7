#include "cli/look.h"

#include <algorithm>

#include "engine/env.h"

namespace runner::cli {

graph::Rows database_rows(engine::Session& session) {
  graph::Rows found;
  engine::Task task;
  task.look = [&](const graph::Rows& rows, engine::Executor*) {
    for (const std::string& row : rows) {
      if (std::find(found.begin(), found.end(), row) == found.end()) found.push_back(row);
    }
  };
  engine::Environment(session, std::move(task)).run();
  return found;
}

std::set<graph::Node> nodes_marked(const graph::RevisionGraph& graph, const graph::Rows& rows) {
  std::set<graph::Node> nodes;
  for (const std::string& row : rows) {
    if (const auto node = graph.find(row)) nodes.insert(*node);
  }
  return nodes;
}

}  // namespace runner::cli
