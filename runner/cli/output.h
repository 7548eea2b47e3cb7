// How revisions look on the screen (reference/alembic.md 1.4) and as JSON. Text goes to stdout in one write, with what
// scripts bring in control characters spelled out.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/value.h"
#include "cli/paint.h"
#include "graph/revision_graph.h"

namespace runner::cli {

// Which parts a compact line has besides the id, its head mark and (current).
struct LineParts {
  bool parents = false;
  bool labels = false;      // those in effect on the revision
  bool own_labels = false;  // those that its script gives: enough where a line shows what they cover
  bool points = false, dependencies = false, doc = false;
};

class RevisionPrinter {
 public:
  // `current`: revisions to be marked (current). The graph outlives the printer.
  explicit RevisionPrinter(const graph::RevisionGraph& graph, std::set<graph::Node> current = {}, Paint paint = {})
      : graph_(graph), current_(std::move(current)), paint_(paint) {}

  std::string text(graph::Node node, const LineParts& parts) const;
  std::string line(graph::Node node, const LineParts& parts) const { return text(node, parts) + "\n"; }
  std::string block(graph::Node node) const;  // verbose, ends with an empty line
  // `current` revisions carry "current": true.
  Value value(graph::Node node) const;
  // A document: "[ {...}, {...} ]", one revision a line.
  std::string json(const std::vector<graph::Node>& nodes) const;

 private:
  std::string head_mark(graph::Node node) const;
  std::string point_marks(graph::Node node) const;
  std::string current_mark(graph::Node node) const;

  const graph::RevisionGraph& graph_;
  std::set<graph::Node> current_;
  Paint paint_;
};

// "[...]" with one element a line, as all lists are printed with --json.
std::string json_lines(const ValueList& items);

// Writes to stdout whole. Throws Error{kIo} when it cannot (a closed pipe, a full disk).
void write_stdout(const std::string& text);
// "Generating <path> ...  done" on stderr, unless quiet.
void say(bool quiet, const std::string& text);

}  // namespace runner::cli
