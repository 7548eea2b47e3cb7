// Asking the databases of a project where they stand: env.lua runs, nothing is created or changed.
#pragma once

#include <set>

#include "engine/session.h"
#include "graph/revision_graph.h"
#include "graph/target.h"

namespace runner::cli {

// The rows of all databases that env.lua configures, each once. Throws what env.lua or the connection throws.
graph::Rows database_rows(engine::Session& session);

// The revisions that `rows` name; rows that no script has are left out.
std::set<graph::Node> nodes_marked(const graph::RevisionGraph& graph, const graph::Rows& rows);

}  // namespace runner::cli
