// Where the revisions of a picture stand and how the lines between them run. Newest first, a row each; every line down to a
// parent that is not drawn yet has a column of its own, and lines to the same parent join as soon as they can, so that a
// history stays as narrow as it is. Pure: the text and the SVG both follow these rows.
#pragma once

#include <optional>
#include <vector>

#include "graph/revision_graph.h"

namespace runner::cli {

// A line goes from a column of one row to a column of the row below it.
struct Link {
  std::size_t from, to;
  bool operator==(const Link&) const = default;
};

struct GraphRow {
  std::optional<graph::Node> node;  // absent in a row where lines only bend
  std::size_t column = 0;           // of the node
  std::vector<std::size_t> lines;   // columns with a line or the node in this row, ascending
  std::vector<Link> links;          // to the row below
};

// The same revisions in the order in which they are drawn: children before parents, beginning with the longest line, and every
// branch right above the revision that it left. The order of `history` would leave each branch open down to its foot.
std::vector<graph::Node> drawing_order(const graph::RevisionGraph& graph, const std::vector<graph::Node>& nodes);

// REQUIRES: children stand before their parents. Parents (by down_revision) that are not among `newest_first` are left out.
std::vector<GraphRow> lay_out(const graph::RevisionGraph& graph, const std::vector<graph::Node>& newest_first);

}  // namespace runner::cli
