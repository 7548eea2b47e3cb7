// How revisions look on the screen (reference/alembic.md 1.4) and as JSON. Text goes to stdout in one write.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "graph/revision_graph.h"

namespace runner::cli {

// Which parts a compact line has.
struct LineParts {
  bool parents = false, labels = false, head = true, points = false, doc = false;
};

class RevisionPrinter {
 public:
  // `current`: revisions to be marked (current). The graph outlives the printer.
  explicit RevisionPrinter(const graph::RevisionGraph& graph, std::set<graph::Node> current = {})
      : graph_(graph), current_(std::move(current)) {}

  std::string line(graph::Node node, const LineParts& parts) const;
  std::string block(graph::Node node) const;           // verbose, ends with an empty line
  // One JSON object; `applied` revisions carry "current": true.
  std::string json(graph::Node node) const;
  // "[ {...}, {...} ]"
  std::string json(const std::vector<graph::Node>& nodes) const;

 private:
  const graph::RevisionGraph& graph_;
  std::set<graph::Node> current_;
};

// Writes to stdout whole. Throws Error{kIo} when it cannot (a closed pipe, a full disk).
void write_stdout(const std::string& text);
// "Generating <path> ...  done" on stderr, unless quiet.
void status(bool quiet, const std::string& text);

}  // namespace runner::cli
