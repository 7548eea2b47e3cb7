// A history as a picture for other programs: graphviz's dot, Mermaid, SVG, an HTML page. Every text is escaped for its format.
#pragma once

#include <string>
#include <vector>

#include "cli/graph_layout.h"
#include "graph/revision_graph.h"

namespace runner::cli {

// What a picture says of a revision.
struct PictureNode {
  graph::Node node = 0;
  std::string text;  // id and marks, one line
  std::string message;
  bool head = false, current = false;
};

// The revisions newest first; lines to revisions that are not among them are left out. Newest stand on top.
std::string draw_dot(const graph::RevisionGraph& graph, const std::vector<PictureNode>& nodes);
std::string draw_mermaid(const graph::RevisionGraph& graph, const std::vector<PictureNode>& nodes);

// Our own drawing, for which no other program is needed: one line a revision, as in the text.
std::string draw_svg(const graph::RevisionGraph& graph, const std::vector<PictureNode>& nodes);
std::string draw_html(const graph::RevisionGraph& graph, const std::vector<PictureNode>& nodes);

}  // namespace runner::cli
