// The version table as a run moves it (reference/alembic.md 2.6): every real head of what is applied has a row, and only
// heads by down_revision have one. One step costs its own parents, not the history: each applied revision knows how many
// applied ones stand directly above it.
#pragma once

#include <string>
#include <vector>

#include "graph/plan.h"

namespace runner::graph {

class VersionRows {
 public:
  VersionRows(const RevisionGraph& graph, const std::vector<Node>& rows);

  // The row changes of one step, carried out on this copy. REQUIRES: the parents of `n` are applied / `n` is applied and
  // nothing above it is.
  std::vector<RowMove> upgrade(Node n);
  std::vector<RowMove> downgrade(Node n);

  bool has(Node n) const { return is_row_[static_cast<std::size_t>(n)] != 0; }
  void insert(Node n);
  void remove(Node n);

 private:
  bool gets_row_back(Node parent, bool only_row);
  bool under_row(Node n);

  const RevisionGraph& graph_;
  std::vector<char> is_row_;
  std::vector<char> is_applied_;
  std::vector<int> applied_above_;  // by norm
  std::vector<Node> seen_under_;    // a row that was found above the node; still true while that is a row
  std::vector<std::size_t> met_;    // number of the search that met the node last
  std::size_t search_ = 0;
  std::size_t count_ = 0;
};

}  // namespace runner::graph
