// The command that draws the history: text, or a picture for other programs.
#include "base/error.h"
#include "base/log.h"
#include "base/url.h"
#include "cli/commands.h"
#include "cli/graph_pictures.h"
#include "cli/graph_text.h"
#include "cli/look.h"
#include "cli/output.h"
#include "cli/process.h"
#include "graph/target.h"

namespace runner::cli {
namespace {

constexpr const char* kLogger = "runner.graph";

// A picture of the history is worth having without a database: what keeps us from asking it is only told.
std::optional<graph::Rows> rows_if_reachable(engine::Session& session) {
  try {
    return database_rows(session);
  } catch (const Error& e) {
    if (e.code == ErrorCode::kInterrupted || e.code == ErrorCode::kTerminated) throw;
    log::warn(kLogger, std::string("drawn without the database's place in it: ") + redact(e.what()));
    return std::nullopt;
  }
}

std::vector<PictureNode> picture_nodes(const graph::RevisionGraph& graph, const std::vector<graph::Node>& nodes,
                                       const RevisionPrinter& printer, const std::set<graph::Node>& current) {
  std::vector<PictureNode> out;
  for (const graph::Node n : nodes) {
    out.push_back({n, printer.text(n, {.own_labels = true}), graph.at(n).message, graph.is_head(n), current.contains(n)});
  }
  return out;
}

std::string svg(const graph::RevisionGraph& graph, const std::vector<PictureNode>& nodes) {
  if (const auto dot = find_program("dot")) return filter_through({*dot, "-Tsvg"}, draw_dot(graph, nodes));
  log::warn(kLogger, "graphviz is not installed (no program 'dot' in PATH): drawn without it, one line a revision");
  return draw_svg(graph, nodes);
}

std::string text_drawing(const graph::RevisionGraph& graph, const std::vector<graph::Node>& nodes,
                         const RevisionPrinter& printer) {
  return draw_text(lay_out(graph, drawing_order(graph, nodes)),
                   [&](graph::Node n) { return printer.text(n, {.own_labels = true, .dependencies = true, .doc = true}); });
}

}  // namespace

int graph(const GlobalOptions& global, const GraphOptions& options) {
  engine::Session session(global.session);
  const graph::RevisionGraph& graph = session.graph();
  const auto rows = rows_if_reachable(session);
  const auto current = rows ? nodes_marked(graph, *rows) : std::set<graph::Node>{};
  const auto nodes =
      options.range ? graph::resolve_range(graph, *options.range, rows ? &*rows : nullptr) : graph::whole_history(graph);
  const bool plain = options.format == "ascii" && !global.json;
  const RevisionPrinter printer(graph, current, plain ? stdout_paint(global) : Paint());
  if (global.json) {
    write_stdout(printer.json(nodes));
  } else if (plain) {
    write_stdout(text_drawing(graph, nodes, printer));
  } else {
    const auto pictured = picture_nodes(graph, nodes, printer, current);
    write_stdout(options.format == "dot"       ? draw_dot(graph, pictured)
                 : options.format == "mermaid" ? draw_mermaid(graph, pictured)
                 : options.format == "svg"     ? svg(graph, pictured)
                                               : draw_html(graph, pictured));
  }
  return 0;
}

}  // namespace runner::cli
